using System.Globalization;
using LatentSharp.Tests;

return args switch
{
    ["guard", var width] => GuardProbe.Run(int.Parse(width, CultureInfo.InvariantCulture)),
    ["gemm", var width] => GemmGuardProbe.Run(int.Parse(width, CultureInfo.InvariantCulture)),
    ["overrun", var kind] => GuardProbe.Overrun(kind),
    ["bits", var threads] => BitsProbe.Run(int.Parse(threads, CultureInfo.InvariantCulture)),
    _ => 2,
};
