namespace LatentSharp.Tests;

/// <summary>The texts that say where a database is, after Npgsql's and libpq's documentation.</summary>
public sealed class PostgresConnectionTests
{
    [Theory]
    [InlineData("Host=db;Port=5433;Database=shop;Username=me;Password=Ahorn 18;SSL Mode=VerifyFull")]
    [InlineData("postgresql://me:Ahorn%2018@db:5433/shop?sslmode=verify-full")]
    [InlineData("postgres://me@db:5433/shop?password=Ahorn%2018&sslmode=verify-full&application_name=latent")]
    public void BothNotationsSayTheSame(string text)
    {
        var settings = PostgresConnection.Read(text);

        (settings.Host, settings.Port, settings.Database, settings.Username, settings.Password).ShouldBe(
            ("db", 5433, "shop", "me", "Ahorn 18"));
        settings.SslMode.ToString().ShouldBe("VerifyFull");
        (settings.CommandTimeout, settings.Pooling, settings.ApplicationName).ShouldBe((0, false, "latent"));
    }

    [Fact]
    public void ATimeLimitThatIsSaidStays() => PostgresConnection.Read("Host=db;Command Timeout=30").CommandTimeout.ShouldBe(30);

    [Theory]
    [InlineData("Ahorn-18")]
    [InlineData("Password=Ahorn-18")]
    [InlineData("Host=db;Pasword=Ahorn-18")]
    [InlineData("Host=db;Password=a;Ahorn-18=b")]
    [InlineData("Host=db;Password='Ahorn-18")]
    [InlineData("Host=db;Port=Ahorn-18")]
    [InlineData("Host=db;SSL Mode=Ahorn-18")]
    [InlineData("postgresql://me:Ahorn-18@db:99999/shop")]
    [InlineData("postgresql://me@db/shop?Ahorn-18")]
    [InlineData("postgresql://me@db/shop?word=Ahorn-18")]
    public void ATextThatCannotBeReadIsNotRepeated(string text)
    {
        var refusal = Should.Throw<BadArgumentException>(() => PostgresConnection.Read(text));

        refusal.Message.ShouldStartWith("--connection: this text cannot be read; it must be a text as \"Host=db;");
        refusal.ToString().ShouldNotContain("Ahorn");
    }

    [Fact]
    public void AServerThatIsNotThereIsNamedWithoutThePassword()
    {
        var query = PostgresQuery.Create("Host=/nowhere;Username=me;Password=Ahorn-18;Database=shop", "select 1");

        var refusal = Should.Throw<BadFileException>(() => query.Read("shop"));

        refusal.Message.ShouldStartWith("shop: the database at /nowhere/.s.PGSQL.5432 cannot be opened: Failed to connect to ");
        refusal.ToString().ShouldNotContain("Ahorn");
    }
}
