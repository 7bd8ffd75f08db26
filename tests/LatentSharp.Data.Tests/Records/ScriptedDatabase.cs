using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace LatentSharp.Tests;

/// <summary>A database that answers every query with a table in memory, and writes down what it is told.</summary>
internal sealed class ScriptedDatabase(Func<DataTable> answer) : DbDataSource
{
    public List<string> Told { get; } = [];

    public override string ConnectionString => "";

    protected override DbConnection CreateDbConnection() => new Connection(this);

    private sealed class Connection(ScriptedDatabase owner) : DbConnection
    {
        private ConnectionState state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "shop";

        public override string DataSource => "here";

        public override string ServerVersion => "";

        public override ConnectionState State => state;

        public override void Open()
        {
            state = ConnectionState.Open;
            owner.Told.Add("open");
        }

        public override void Close()
        {
            if (state == ConnectionState.Open) owner.Told.Add("close");
            state = ConnectionState.Closed;
        }

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
        {
            owner.Told.Add("begin");
            return new Transaction(owner, this);
        }

        protected override DbCommand CreateDbCommand() => new Command(owner);

        protected override void Dispose(bool disposing)
        {
            Close();
            base.Dispose(disposing);
        }
    }

    private sealed class Transaction(ScriptedDatabase owner, Connection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Unspecified;

        protected override DbConnection DbConnection => connection;

        public override void Commit() => owner.Told.Add("commit");

        public override void Rollback() => owner.Told.Add("rollback");

        protected override void Dispose(bool disposing)
        {
            Rollback();
            base.Dispose(disposing);
        }
    }

    private sealed class Command(ScriptedDatabase owner) : DbCommand
    {
        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => throw new NotSupportedException();

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel() => owner.Told.Add("cancel");

        public override void Prepare() => throw new NotSupportedException();

        public override int ExecuteNonQuery()
        {
            owner.Told.Add(CommandText);
            return 0;
        }

        public override object ExecuteScalar() => throw new NotSupportedException();

        protected override DbParameter CreateDbParameter() => throw new NotSupportedException();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
        {
            owner.Told.Add(CommandText);
            return owner.Answer().CreateDataReader();
        }
    }

    private DataTable Answer() => answer();
}
