using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>The launcher of a copy of the project whose <c>dotnet</c> only says what it was asked for.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        if [ "$1" = publish ]; then
            [ -d "$HOME" ] || { echo "the SDK refuses a home that is not there"; exit 1; }
            for last; do :; done
            while [ "$1" != -o ]; do shift; done
            mkdir -p "$2"
            if [ "$last" = -p:PublishAot=true ]; then
                [ ! -s "${0%/*}/compiled" ] || { cp "${0%/*}/compiled" "$2/latent" && chmod +x "$2/latent"; }
            else
                : >"$2/latent.dll"
            fi
            echo "$HOME" >"${2%/*}/home-of-build"
        else
            shift
            echo "runs: $*"
        fi

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("latent-launcher-").FullName;
    private readonly string home;

    public LauncherTests()
    {
        home = Path.Combine(folder, "project");
        Directory.CreateDirectory(Path.Combine(home, "src"));
        foreach (var file in new[] { "latent", "global.json", "Directory.Build.props", "Directory.Packages.props" })
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(home, file));
        File.WriteAllText(Path.Combine(home, "src", "a.cs"), "");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName, "dotnet"), Dotnet);
        File.WriteAllText(Path.Combine(folder, "bin", "clang"), "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) LatentProgram.Shell(folder, "chmod +x bin/clang bin/dotnet");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ItBuildsOnceAndRuns()
    {
        Run("learn", "x").ShouldBe((0, "runs: learn x", "latent: builds LatentSharp (only when a source is new; a minute or less)"));
        Run("learn", "y").ShouldBe((0, "runs: learn y", ""));
    }

    [Theory]
    [InlineData("#!/bin/sh\necho \"compiled: $*\"", "", "compiled: learn x", "latent: compiles LatentSharp to machine code")]
    [InlineData("#!/bin/sh\nexit 132", "", "runs: learn x", "latent: could not be compiled ahead of time")]
    [InlineData("", "", "runs: learn x", "latent: could not be compiled ahead of time")]
    [InlineData("", "LATENT_AOT=0", "runs: learn x", "latent: builds LatentSharp")]
    public void WhereACompilerIsAtHandItCompilesAheadOfTime(string program, string setting, string output, string said)
    {
        Directory.CreateDirectory(Path.Combine(folder, "packages", "runtime.linux-x64.microsoft.dotnet.ilcompiler"));
        File.WriteAllText(Path.Combine(folder, "bin", "compiled"), program);

        var first = Run(setting, "learn", "x");

        (first.ExitCode, first.Output).ShouldBe((0, output));
        first.Error.ShouldContain(said);
        Run(setting, "learn", "x").ShouldBe((0, output, ""));
    }

    [Fact]
    public void WithoutAHomeTheBuildGetsOne()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "latent.cmd is for Windows");
        var outcome = LatentProgram.Shell(
            folder, "env -u HOME -u DOTNET_ROOT NUGET_PACKAGES=\"$PWD/packages\" PATH=\"$PWD/bin:$PATH\" project/latent --help");

        outcome.Output.Trim().ShouldBe("runs: --help");
        File.ReadAllText(Path.Combine(home, ".publish", "home-of-build")).Trim().ShouldBe(Path.Combine(home, ".publish", "home"));
    }

    [Fact]
    public void WhereNothingCanBeWrittenItSaysSo()
    {
        File.WriteAllText(Path.Combine(home, ".publish"), "a file is in the way of the folder");

        var (exitCode, output, error) = Run("learn");

        (exitCode, output).ShouldBe((1, ""));
        error.ShouldContain("the program must be built first, but nothing can be written in ");
    }

    private (int ExitCode, string Output, string Error) Run(params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "latent.cmd is for Windows");
        var settings = string.Join(' ', words.Where(word => word.Contains('=')));
        var arguments = string.Join(' ', words.Where(word => !word.Contains('=') && word.Length > 0));
        var outcome = LatentProgram.Shell(
            folder, $"env {settings} NUGET_PACKAGES=\"$PWD/packages\" PATH=\"$PWD/bin:$PATH\" timeout 60 project/latent {arguments}");
        return (outcome.ExitCode, outcome.Output.Trim(), outcome.Error.Trim());
    }
}
