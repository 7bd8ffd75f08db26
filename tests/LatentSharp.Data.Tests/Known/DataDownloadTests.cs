using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

public sealed class DataDownloadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] content = [.. Enumerable.Range(0, 300_000).Select(n => (byte)(n * n / 7))];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Fetches_checks_and_keeps()
    {
        using var server = new Server(content);
        var place = await DataDownload.GetAsync(Set(server.Home), folder.Path);
        place.ShouldBe(folder.File("set"));
        File.ReadAllBytes(Path.Combine(place, "a.bin")).ShouldBe(content);
        Directory.GetFiles(place).Length.ShouldBe(1);
        server.Requests.ShouldBe(["bytes from 0"]);
        await DataDownload.GetAsync(Set(server.Home), folder.Path);
        server.Requests.Count.ShouldBe(1);

        // A file in the cache that is damaged is fetched anew.
        File.WriteAllBytes(Path.Combine(place, "a.bin"), content[..^1]);
        await DataDownload.GetAsync(Set(server.Home), folder.Path);
        File.ReadAllBytes(Path.Combine(place, "a.bin")).ShouldBe(content);
    }

    [Fact]
    public async Task Goes_on_where_a_transfer_broke()
    {
        using var server = new Server(content) { BreakAfter = 100_000 };
        await DataDownload.GetAsync(Set(server.Home), folder.Path);
        File.ReadAllBytes(folder.File("set/a.bin")).ShouldBe(content);
        server.Requests[0].ShouldBe("bytes from 0");
        server.Requests.Count.ShouldBe(2);
        server.Requests[1].ShouldNotBe("bytes from 0");
    }

    [Fact]
    public async Task Begins_again_where_a_server_cannot_give_a_part()
    {
        using var server = new Server(content) { KnowsParts = false };
        Directory.CreateDirectory(folder.File("set"));
        folder.Write("set/a.bin.partial", new byte[1000]);
        await DataDownload.GetAsync(Set(server.Home), folder.Path);
        File.ReadAllBytes(folder.File("set/a.bin")).ShouldBe(content);
    }

    [Fact]
    public async Task Refuses_other_bytes_and_leaves_nothing_of_them()
    {
        var other = content.ToArray();
        other[7]++;
        using var server = new Server(other);
        var message = (await Should.ThrowAsync<BadFileException>(() => DataDownload.GetAsync(Set(server.Home), folder.Path))).Message;
        message.ShouldContain("a.bin cannot be fetched");
        message.ShouldContain("the file's SHA-256 is " + Sum(other));
        Directory.GetFiles(folder.File("set")).ShouldBeEmpty();

        using var longer = new Server([.. content, 1]);
        (
            await Should.ThrowAsync<BadFileException>(() => DataDownload.GetAsync(Set(longer.Home), folder.Path)))
            .Message.ShouldContain("more than the 300000 bytes come that are expected");
    }

    [Fact]
    public async Task Tries_the_next_home()
    {
        using var server = new Server(content);
        using var gone = new Server(content) { Status = "404 Not Found" };
        await DataDownload.GetAsync(Set(gone.Home, server.Home), folder.Path);
        File.ReadAllBytes(folder.File("set/a.bin")).ShouldBe(content);
        (
            await Should.ThrowAsync<BadFileException>(() =>
                DataDownload.GetAsync(Set(gone.Home), folder.File("other")))).Message.ShouldContain("404");
    }

    [Fact]
    public async Task Can_be_cancelled()
    {
        using var server = new Server(content);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            DataDownload.GetAsync(Set(server.Home), folder.Path, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Copies_from_a_folder_with_the_same_checks()
    {
        var set = Set(new Uri("http://127.0.0.1/none"));
        Directory.CreateDirectory(folder.File("source"));
        Should.Throw<BadFileException>(() =>
            DataDownload.Copy(set, folder.File("nowhere"), folder.Path)).Message.ShouldContain("there is no such folder");
        Should.Throw<BadFileException>(() =>
            DataDownload.Copy(set, folder.File("source"), folder.Path)).Message.ShouldContain("a.bin of set is not there");
        folder.Write("source/a.bin", new byte[content.Length]);
        Should.Throw<BadFileException>(() =>
            DataDownload.Copy(set, folder.File("source"), folder.Path)).Message.ShouldContain("the file's SHA-256 is");
        folder.Write("source/a.bin", content.AsSpan(0, 9));
        Should.Throw<BadFileException>(
            () => DataDownload.Copy(set, folder.File("source"), folder.Path))
            .Message.ShouldContain("the file has 9 bytes; 300000 are expected");
        File.Exists(folder.File("set/a.bin")).ShouldBeFalse();
        folder.Write("source/a.bin", content);
        var told = new List<DataProgress>();
        DataDownload.Copy(set, folder.File("source"), folder.Path, new Told(told));
        DataDownload.Copy(set, folder.File("source"), folder.Path, new Told(told));
        File.ReadAllBytes(folder.File("set/a.bin")).ShouldBe(content);
        told.ShouldBe([new DataProgress("a.bin", 300_000, 300_000, false), new DataProgress("a.bin", 300_000, 300_000, true)]);
    }

    [SkippableTheory]
    [InlineData("mnist")]
    [InlineData("fashion-mnist")]
    public void The_known_checksums_are_those_of_the_published_files(string name)
    {
        DataDownload.Copy(KnownSets.Find(name)!, Path.GetDirectoryName(DataSets.Require(name))!, folder.Path);
        KnownSets.Load(KnownSets.Find(name)!, [folder.Path]).TestPart!.Count.ShouldBe(10_000);
    }

    private KnownSet Set(params Uri[] homes) =>
        new("set", "A set.", "nobody", "CC0", [], [new KnownFile("a.bin", content.Length, Sum(content), homes)]);

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Told(List<DataProgress> list) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => list.Add(value);
    }

    /// <summary>The least that HTTP needs, on loopback.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly byte[] content;

        public Server(byte[] content)
        {
            this.content = content;
            listener.Start();
            _ = Task.Run(Serve);
        }

        public List<string> Requests { get; } = [];

        public Uri Home => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/a.bin");

        public string? Status { get; init; }

        public bool KnowsParts { get; init; } = true;

        /// <summary>Where the first answer breaks off.</summary>
        public int? BreakAfter { get; set; }

        public void Dispose() => listener.Dispose();

        private async Task Serve()
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var from = 0;
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                    if (KnowsParts && line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                        from = int.Parse(line[13..].TrimEnd('-'), CultureInfo.InvariantCulture);
                Requests.Add($"bytes from {from}");
                var part = content.AsMemory(from);
                var head =
                    $"HTTP/1.1 "
                    + $"{Status ?? (from > 0 ? "206 Partial Content" : "200 OK")}\r\nContent-Length: "
                    + $"{part.Length}\r\nConnection: close\r\n";
                if (from > 0) head += $"Content-Range: bytes {from}-{content.Length - 1}/{content.Length}\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head + "\r\n"));
                var send = BreakAfter is { } end && end < part.Length ? part[..end] : part;
                BreakAfter = null;
                try
                {
                    await stream.WriteAsync(send);
                }
                catch (IOException)
                {
                    // The client has read enough.
                }
            }
        }
    }
}
