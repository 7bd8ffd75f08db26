// Damages good files of every format and reads them: each must be read or refused by name, and nothing else may happen.
//
//   dotnet run -c Release --project eng/fuzz [MUTATIONS] [FORMAT …]
//
// MUTATIONS are those of each format, a million unless told otherwise; the same number always does the same damage.
using System.Diagnostics;
using System.Globalization;
using LatentSharp;
using LatentSharp.Fuzz;
using LatentSharp.Testing;

var mutations = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var chosen = Seeds.All.Where(format => args.Length < 2 || args.Skip(1).Contains(format.Name, StringComparer.Ordinal)).ToList();
var failures = 0;
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{"format",-12} {"mutations",10} {"read",9} {"refused",9} {"other",6} {"most KiB",9} {"longest ms",11} {"seconds",8}"));
foreach (var format in chosen)
{
    foreach (var good in format.Good) format.Read(good);
    var (read, refused, other, mostBytes, longest) = (0L, 0L, 0L, 0L, 0.0);
    var start = Stopwatch.GetTimestamp();
    for (var number = 0L; number < mutations; number++)
    {
        var file = Damage.Do(format.Good[number % format.Good.Length], number);
        if (number % 2 == 1) format.Repair?.Invoke(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        try
        {
            format.Read(file);
            read++;
        }
        catch (BadFileException)
        {
            refused++;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or StackOverflowException))
        {
            if (other++ < 5) Console.Error.WriteLine($"{format.Name}, mutation {number}: {e}");
        }
        mostBytes = Math.Max(mostBytes, GC.GetAllocatedBytesForCurrentThread() - before);
        longest = Math.Max(longest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }
    failures += other > 0 ? 1 : 0;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{format.Name,-12} {mutations,10} {read,9} {refused,9} {other,6} {mostBytes / 1024,9} "
        + $"{longest,11:0.0} {Stopwatch.GetElapsedTime(start).TotalSeconds,8:0}"));
}
return failures == 0 ? 0 : 1;
