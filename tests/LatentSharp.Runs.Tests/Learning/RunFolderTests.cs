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
        RunFolder.DefaultPath("my data", "pca", new DateTime(2026, 1, 31, 23, 59, 59, DateTimeKind.Local))
            .ShouldBe(Path.Combine("runs", "my_data-pca-20260131-235959"));

    [Fact]
    public void APlaceThatAnotherRunFillsIsRefused()
    {
        using var place = new TemporaryFolder();
        using (var first = RunFolder.Create(place.File("run")))
        {
            Should.Throw<BadArgumentException>(() =>
                RunFolder.Create(place.File("run"))).Message.ShouldContain("is being written by another run");
            using var other = RunFolder.Create(place.File("other"));
            first.Publish().ShouldBeNull();
        }

        Directory.GetFileSystemEntries(place.Path).ShouldBe([place.File("run")]);
    }

    [Theory]
    [InlineData("folder")]
    [InlineData("file")]
    public void WhatAppearsMeanwhileStaysAndTheFolderGoesBeside(string kind)
    {
        using var place = new TemporaryFolder();
        var path = place.File("run");
        using var folder = RunFolder.Create(path);
        File.WriteAllText(Path.Combine(folder.Partial, "x"), "learned");
        if (kind == "folder") Directory.CreateDirectory(path);
        var foreign = kind == "folder" ? Path.Combine(path, "x") : path;
        File.WriteAllText(foreign, "foreign");
        Directory.CreateDirectory(Path.Combine(path + "-2", "also taken"));

        folder.Publish().ShouldNotBeNull().ShouldContain(path + "-3");

        folder.Path.ShouldBe(path + "-3");
        File.ReadAllText(foreign).ShouldBe("foreign");
        File.ReadAllText(Path.Combine(path + "-3", "x")).ShouldBe("learned");
    }

    [Fact]
    public void FoldersOfDeadProcessesAreClearedAndThoseOfOthersKept()
    {
        using var place = new TemporaryFolder();
        var dead = Directory.CreateDirectory(place.File(".old.2147483647.partial")).FullName;
        File.WriteAllText(Path.Combine(dead, "x"), "1");
        var foreign = Directory.CreateDirectory(place.File(".not.ours.partial")).FullName;
        using var running = RunFolder.Create(place.File("running"));

        using (var folder = RunFolder.Create(place.File("run"))) folder.Publish();

        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(foreign).ShouldBeTrue();
        Directory.Exists(running.Partial).ShouldBeTrue();
    }

    [Fact]
    public void ANameThatIsTooLongIsSaidToBe()
    {
        using var place = new TemporaryFolder();

        Should.Throw<BadArgumentException>(() => RunFolder.Create(place.File(new string('n', 300)))).Message.ShouldContain("too long");
        Directory.GetFileSystemEntries(place.Path).ShouldBeEmpty();
    }
}
