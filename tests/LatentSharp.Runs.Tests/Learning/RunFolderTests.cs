namespace LatentSharp.Tests;

public sealed class RunFolderTests
{
    [Fact]
    public void AFolderAppearsWhenItIsPublished()
    {
        using var place = new TemporaryFolder();
        var path = place.File("a/b/run");
        using (var folder = RunFolder.Create(path))
        {
            File.WriteAllText(Path.Combine(folder.Partial, "x"), "1");
            Directory.Exists(path).ShouldBeFalse();
            folder.Publish();
        }

        File.ReadAllText(Path.Combine(path, "x")).ShouldBe("1");
        Directory.GetFileSystemEntries(place.File("a/b")).ShouldBe([path]);
    }

    [Fact]
    public void NothingIsLeftOfAFolderThatIsNotPublished()
    {
        using var place = new TemporaryFolder();
        using (var folder = RunFolder.Create(place.File("a/b/run"))) File.WriteAllText(Path.Combine(folder.Partial, "x"), "1");

        Directory.GetFileSystemEntries(place.Path).ShouldBeEmpty();
    }

    [Fact]
    public void AnEmptyFolderIsTaken()
    {
        using var place = new TemporaryFolder();
        var path = Directory.CreateDirectory(place.File("run")).FullName;
        using (var folder = RunFolder.Create(path + Path.DirectorySeparatorChar))
        {
            File.WriteAllText(Path.Combine(folder.Partial, "x"), "1");
            folder.Publish();
        }

        File.Exists(Path.Combine(path, "x")).ShouldBeTrue();
    }

    [Fact]
    public void WhatIsThereAlreadyIsRefusedAndKept()
    {
        using var place = new TemporaryFolder();
        place.Write("file", "kept");

        Should.Throw<BadArgumentException>(() => RunFolder.Create(place.Path)).Message.ShouldContain("is not empty");
        Should.Throw<BadArgumentException>(() => RunFolder.Create(place.File("file"))).Message.ShouldContain("is a file");
        Should.Throw<BadArgumentException>(() => RunFolder.Create(place.File("file/run"))).Message.ShouldStartWith("--out: ");
        File.ReadAllText(place.File("file")).ShouldBe("kept");
        Directory.GetFileSystemEntries(place.Path).ShouldBe([place.File("file")]);
    }

    [Fact]
    public void ARunWithoutANameIsCalledAfterDataModelAndTime() =>
        RunFolder.DefaultPath("my data", "pca", new DateTime(2026, 1, 31, 23, 59, 59, DateTimeKind.Local)).ShouldBe(Path.Combine("runs", "my_data-pca-20260131-235959"));
}
