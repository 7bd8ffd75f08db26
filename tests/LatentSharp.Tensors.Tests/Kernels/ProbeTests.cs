using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>What may end a process is tried in a child: the program LatentSharp.KernelProbe.</summary>
public class ProbeTests
{
    public static TheoryData<int> AllWidths => [.. Widths.All];

    [Theory]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("vector")]
    [InlineData("before")]
    public void One_element_too_far_ends_the_process(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Guard pages are made with mmap and mprotect");
        var (code, output) = Run(["overrun", kind]);
        code.ShouldNotBe(0);
        code.ShouldNotBe(2);
        output.ShouldNotContain("survived");
    }

    [Fact]
    public void All_elements_but_no_further_do_not_end_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Guard pages are made with mmap and mprotect");
        Run(["overrun", "none"]).ShouldBe((0, "survived\n"));
    }

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void No_kernel_touches_what_lies_beside_its_memory(int width)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Guard pages are made with mmap and mprotect");
        var (code, output) = Run(["guard", $"{width}"]);
        code.ShouldBe(0);
        output.ShouldStartWith("lengths 258 kernels 61");
    }

    [Theory]
    [MemberData(nameof(AllWidths))]
    public void No_product_touches_what_lies_beside_its_memory(int width)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Guard pages are made with mmap and mprotect");
        Run(["gemm", $"{width}"]).ShouldBe((0, "products 109824 panels 3840\n"));
    }

    [Fact]
    public void Other_processors_and_numbers_of_threads_compute_the_same_bits()
    {
        var (code, widest) = Run(["bits", "1"]);
        code.ShouldBe(0);
        var expected = widest.Split('\n')[1..];
        expected.Length.ShouldBeGreaterThan(30);
        var widths = new HashSet<string>(StringComparer.Ordinal) { widest.Split('\n')[0] };
        foreach (var threads in new[] { "2", "3", "8" })
        {
            Run(["bits", threads]).Output.Split('\n')[1..].ShouldBe(expected, $"{threads} threads");
        }
        (string, string)[] settings =
        [
            ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableAVX", "0"), ("DOTNET_EnableHWIntrinsic", "0"),
            ("LATENT_LANES", "256"), ("LATENT_LANES", "128"), ("LATENT_LANES", "1"),
        ];
        foreach (var setting in settings)
        {
            var (ended, output) = Run(["bits", "2"], setting);
            ended.ShouldBe(0);
            output.Split('\n')[1..].ShouldBe(expected, $"{setting}");
            widths.Add(output.Split('\n')[0]);
        }
        widths.Count.ShouldBe(Widths.All.Length);
    }

    private static (int Code, string Output) Run(string[] arguments, (string Name, string Value)? setting = null)
    {
        var (code, output, _) = ProbeProgram.Run("LatentSharp.KernelProbe", arguments, setting);
        return (code, output);
    }
}
