using LatentSharp.Testing;

namespace LatentSharp.Tests;

public class AtomicFileTests
{
    [Fact]
    public void Replaces_a_file_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.bin", [1, 2, 3, 4]);
        AtomicFile.Write(path, stream => stream.Write([9, 8]));
        File.ReadAllBytes(path).ShouldBe([9, 8]);
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void Keeps_the_old_file_when_writing_fails()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.bin", [1, 2, 3, 4]);
        Should.Throw<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([9, 8]);
            throw new InvalidOperationException("half way");
        })).Message.ShouldBe("half way");
        File.ReadAllBytes(path).ShouldBe([1, 2, 3, 4]);
        Directory.GetFileSystemEntries(folder.Path).ShouldBe([path]);
    }

    [Fact]
    public void Names_the_file_when_the_disk_says_no()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.bin");
        Should.Throw<BadFileException>(() => AtomicFile.Write(path, _ => throw new IOException("No space left on device")))
            .Message.ShouldBe($"{path}: the file cannot be written: No space left on device");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_a_folder_and_a_place_in_no_folder()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<BadFileException>(() =>
            AtomicFile.Write(folder.Path, _ => { })).Message.ShouldContain("a folder of this name is in the way");
        Should.Throw<BadFileException>(() => AtomicFile.Write(folder.File("no/a.bin"), _ => { })).Message.ShouldContain("does not exist");
    }
}
