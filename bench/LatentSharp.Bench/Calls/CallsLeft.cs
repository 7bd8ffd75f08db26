using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace LatentSharp.Bench;

/// <summary>
/// <c>calls</c>: whether the just-in-time compiler has left calls in the loops over vectors, which make each operation of a vector many
/// times slower. A process of its own runs kernels of all kinds and writes its machine code; every call in a loop of a method that works on
/// vectors must be of a method that is never inlined, on purpose, or of one that is allowed by name.
/// </summary>
internal static partial class CallsLeft
{
    internal const string Work = "--work";

    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>What loops may call besides: the runtime's own, and pieces of work that are long enough for a call each.</summary>
    private static readonly string[] Allowed = ["CORINFO_HELP_", "System.SpanHelpers:Memmove", "System.ThrowHelper:"];

    /// <summary>Looks at the widths given in bits, all that this machine has without any. 0 when no call is left.</summary>
    internal static int Run(string[] arguments)
    {
        if (arguments is [Work])
        {
            HotWork.Run();
            return 0;
        }
        int[] widths = arguments.Length == 0
            ? Setting.Widths
            : Array.ConvertAll(arguments, text => int.Parse(text, CultureInfo.InvariantCulture));
        var left = 0;
        foreach (var bits in widths)
        {
            var methods = Listing.Of(Disassembly(new Setting(1, bits)), $"Lanes{bits}");
            var bad = methods
                .Select(method => (method.Name, Calls: method.CallsInLoops.Where(call => !IsAllowed(call)).ToArray()))
                .Where(method => method.Calls.Length > 0).ToArray();
            Console.WriteLine($"{bits} bits: {methods.Count} methods with loops over vectors, {bad.Length} with calls left in them");
            foreach (var (name, calls) in bad)
            {
                Console.WriteLine($"  {calls.Length} in {name}");
                foreach (var alike in calls.GroupBy(call => call, StringComparer.Ordinal))
                    Console.WriteLine($"    {alike.Count()} of {alike.Key}");
            }
            if (methods.Count == 0) Console.WriteLine("  the runtime wrote no machine code");
            left += bad.Length + (methods.Count == 0 ? 1 : 0);
        }
        return left == 0 ? 0 : 1;
    }

    private static bool IsAllowed(string call) =>
        Array.Exists(Allowed, name => call.StartsWith(name, StringComparison.Ordinal)) || IsApart(call);

    /// <summary>Whether a method is never inlined, as <c>LatentSharp.SumOrder:SumFew[…](…):float</c>.</summary>
    private static bool IsApart(string call)
    {
        var plain = call;
        while (Types().Replace(plain, "") is var shorter && shorter.Length < plain.Length) plain = shorter;
        if (plain.Split('(')[0].Split(':') is not [var type, var name]) return false;
        var methods = typeof(Engine).Assembly.GetType(type)?.GetMethods(Any).Where(method => method.Name == name).ToArray();
        return methods is { Length: > 0 }
            && Array.TrueForAll(methods, method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining));
    }

    /// <summary>The machine code of the work at a setting.</summary>
    private static string Disassembly(Setting setting)
    {
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(CallsLeft).Assembly.Location, "calls", Work]);
            foreach (var (name, value) in setting.Ours) start.Environment[name] = value;
            start.Environment["DOTNET_JitDisasm"] = "*";
            start.Environment["DOTNET_JitStdOutFile"] = file;
            using var process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"the kernels ended with {process.ExitCode}.");
            return File.ReadAllText(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"\[[^\[\]]*\]")]
    private static partial Regex Types();
}
