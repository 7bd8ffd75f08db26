using System.CommandLine;

namespace LatentSharp.Tests;

/// <summary>Where the command line says that data come from.</summary>
public sealed class DataArgumentTests
{
    private static readonly string[] Query = ["--query", "select a from b", "--connection", "Host=db;Database=shop;Password=Ahorn-18"];

    [Fact]
    public void AQueryStandsInThePlaceOfTheData()
    {
        var (data, reading) = Parse(takesModel: false, Query, (argument, parsed, options) => argument.Value(parsed, options));
        (data, reading.Query!.Text, reading.Query.Name).ShouldBe(("shop", "select a from b", "shop"));

        var (model, asked, _) = Parse(
            takesModel: true, ["run", .. Query], (argument, parsed, options) => argument.AfterModel(parsed, options));
        (model, asked).ShouldBe(("run", "shop"));
        Parse(takesModel: true, ["run", "iris.csv"], (argument, parsed, options) => argument.AfterModel(parsed, options))
            .ShouldBe(("run", "iris.csv", new DataOptions()));
        Parse(takesModel: false, [], (argument, parsed, options) => argument.ValueOrNone(parsed, options), isNeeded: false)
            .Data.ShouldBeNull();
        Parse(takesModel: false, [], (_, parsed, _) => parsed.Errors.Count).ShouldBe(1);
        Parse(takesModel: false, Query, (_, parsed, _) => parsed.Errors.Count).ShouldBe(0);
    }

    [Fact]
    public void WhatIsSaidTwiceOrNotAtAllIsRefused()
    {
        Refusal("digits").ShouldBe("--query: the data are the answer of the query; leave DATA out.");
        Refusal(["digits"], "--connection", "Host=db;Password=Ahorn-18").ShouldBe(
            "--connection: there is nothing to ask; say --query too, or leave it out.");
        Refusal([], "--query", "select 1").ShouldStartWith("--query: which database is asked is not known; name it with --connection or");
    }

    [Theory]
    [InlineData("--sequence", "files have rows that make sequences by a column")]
    [InlineData("--text", "the answer of a query holds no texts that are learned from")]
    [InlineData("--seconds", "only recordings")]
    public void WhatOnlyFilesHaveIsRefusedBeforeAnythingIsAsked(string option, string said)
    {
        var (data, reading) = Parse(
            takesModel: false, [.. Query, option, "3"], (argument, parsed, options) => argument.Value(parsed, options));

        Should.Throw<BadArgumentException>(() => DataSource.Open(data, reading)).Message.ShouldContain(said);
    }

    private static string Refusal(string data) => Refusal([data], Query);

    private static string Refusal(string[] data, params string[] options) => Should.Throw<BadArgumentException>(
        () => Parse(takesModel: false, [.. data, .. options], (argument, parsed, reading) => argument.Value(parsed, reading))).Message;

    private static T Parse<T>(
        bool takesModel, string[] arguments, Func<DataArgument, ParseResult, ReadingOptions, T> read, bool isNeeded = true)
    {
        var data = new DataArgument(takesModel: takesModel, isNeeded: isNeeded);
        var command = new Command("learn") { data.Argument };
        var reading = ReadingOptions.AddTo(command, data);
        return read(data, command.Parse(arguments), reading);
    }
}
