using System.Reflection;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What <c>dotnet pack</c> makes, installed from a folder as a user does.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Rooms = ["Tensors", "Networks", "Formats", "Data", "Evaluation", "Features", "Runs", "Cli"];

    private readonly string folder = Directory.CreateTempSubdirectory("latent-packages-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void TheToolAndTheLibraryWorkFromALocalFeed()
    {
        Skip.If(OperatingSystem.IsWindows(), "a shell is needed");
        Skip.IfNot(File.Exists(Path.Combine(Repository.Root, "LatentSharp.slnx")), "the sources are not here");
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var room in Rooms)
            Run($"dotnet pack '{Repository.Root}/src/LatentSharp.{room}' --no-build -c {configuration} -o feed -v quiet");
        Directory.GetFiles(Path.Combine(folder, "feed")).Length.ShouldBe(Rooms.Length);

        Run("dotnet tool install LatentSharp.Cli --source feed --tool-path tools");
        Run("tools/latent learn digits --epochs 1 --quiet --out run");
        File.Exists(Path.Combine(folder, "run", "report.html")).ShouldBeTrue();

        Directory.CreateDirectory(Path.Combine(folder, "app"));
        File.WriteAllText(Path.Combine(folder, "app", "app.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreAdditionalProjectSources>$(MSBuildThisFileDirectory)../feed</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="LatentSharp.Runs" Version="*" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "app", "Program.cs"), "System.Console.WriteLine(LatentSharp.Digits.Load().Samples.Shape);");
        // What others made is there already; what was packed here must not stay where later builds would find it.
        Run(
            "dotnet run --project app -p:RestoreFallbackFolders=\"${NUGET_PACKAGES:-$HOME/.nuget/packages}\"")
            .Trim().ShouldEndWith("(1797, 8, 8, 1)");
    }

    private string Run(string line)
    {
        var outcome = LatentProgram.Shell(folder, $"export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1; {line}");
        outcome.ExitCode.ShouldBe(0, $"{line}\n{outcome.Output}{outcome.Error}");
        return outcome.Output;
    }
}
