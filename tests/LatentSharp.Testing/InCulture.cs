using System.Globalization;

namespace LatentSharp.Testing;

/// <summary>Runs something as on a machine where numbers are written 1.234,5.</summary>
public static class InCulture
{
    /// <summary>Runs under de-DE and gives the result.</summary>
    public static T German<T>(Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        var german = new CultureInfo("de-DE");
        if (german.NumberFormat.NumberDecimalSeparator != ",") throw new InvalidOperationException("This machine has no German culture.");
        CultureInfo.CurrentCulture = german;
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
