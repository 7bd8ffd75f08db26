using System.Data;

namespace LatentSharp.Tests;

/// <summary>Queries of a database that writes down what it is told; a real one is asked by the tests of the command line.</summary>
public sealed class DatabaseQueryTests
{
    private const string Sql = "select a, b from t order  by a";

    [Fact]
    public void A_query_runs_in_a_transaction_that_is_not_committed()
    {
        using var database = new ScriptedDatabase(Rows);
        var query = new DatabaseQuery(database, $" {Sql}\n") { Begin = "set transaction read only" };

        // Neither the set nor a file of this name is read.
        var data = DataSource.Open("digits", new DataOptions { Query = query, Label = "b" });

        database.Told.ShouldBe(["open", "begin", "set transaction read only", Sql, "rollback", "close"]);
        query.Name.ShouldBe("shop");
        (data.Name, data.Source).ShouldBe(("digits", $"{Sql} (database shop at here)"));
        data.Samples.ToArray().ShouldBe([1, 2, 4]);
        data.ClassNames.ShouldBe(["x", "y"]);
        data.Notes.ShouldBeEmpty();
        StreamSource.Has("measurements.csv", new DataOptions { Query = query }).ShouldBeFalse();
    }

    [Fact]
    public void Rows_in_no_order_are_said()
    {
        using var database = new ScriptedDatabase(Rows);

        new DatabaseQuery(database, "select a, b from orders").Read("shop").Notes.ShouldBe(
            ["the query has no order by, so that the rows may come in another order the next time."]);
        DataSource.Open("shop", new DataOptions { Query = new(database, Sql), Label = DataOptions.NoLabel }).SampleShape.Count.ShouldBe(3);
    }

    [Fact]
    public void What_is_ended_is_cancelled_there_too()
    {
        using var stop = new CancellationTokenSource();
        using var database = new ScriptedDatabase(() =>
        {
            stop.Cancel();
            throw new InvalidOperationException("cancelled by the user");
        });

        Should.Throw<OperationCanceledException>(() => new DatabaseQuery(database, Sql).Read("shop", null, stop.Token)).Message
            .ShouldBe("shop: the query was ended before its answer was read.");
        database.Told.ShouldBe(["open", "begin", Sql, "cancel", "rollback", "close"]);
    }

    [Fact]
    public void What_fails_is_one_sentence()
    {
        using var database = new ScriptedDatabase(() => throw new IOException("the stream broke.\n more", new TimeoutException("late")));

        Refusal(Sql).ShouldBe("shop: the query failed: the stream broke: late.");
        using var empty = new ScriptedDatabase(() => new DataTable());
        Should.Throw<BadFileException>(() => new DatabaseQuery(empty, "update t").Read("shop")).Message
            .ShouldBe("shop: the query gives no columns; a select does.");
        Should.Throw<BadArgumentException>(() => new DatabaseQuery(database, " ")).Message.ShouldStartWith("The query is empty");

        string Refusal(string sql) => Should.Throw<BadFileException>(() => new DatabaseQuery(database, sql).Read("shop")).Message;
    }

    private static DataTable Rows()
    {
        var table = new DataTable();
        table.Columns.Add("a", typeof(int));
        table.Columns.Add("b", typeof(string));
        table.Rows.Add(1, "x");
        table.Rows.Add(2, "y");
        table.Rows.Add(4, "x");
        return table;
    }
}
