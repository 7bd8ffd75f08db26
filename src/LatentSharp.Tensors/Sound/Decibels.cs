using System.Numerics;

namespace LatentSharp;

/// <summary>Powers in decibels, by the conventions of librosa 0.10 (<c>power_to_db</c> and <c>db_to_power</c> against 1).</summary>
public static class Decibels
{
    /// <summary>The least power that is told from none.</summary>
    public const double Least = 1e-10;

    /// <summary>How far below the loudest the quietest is, at most, in decibels.</summary>
    public const double Range = 80;

    /// <summary>10·log10(max(x, 1e-10)), in place, and at least the greatest of them less 80.</summary>
    /// <param name="powers">Powers of one sound, 0 or more.</param>
    public static void FromPower(Span<double> powers)
    {
        var most = double.NegativeInfinity;
        for (var i = 0; i < powers.Length; i++)
        {
            powers[i] = Of(new Vector<double>(powers[i]))[0];
            most = Math.Max(most, powers[i]);
        }
        Limit(powers, most);
    }

    /// <summary>Brings levels to at least the loudest of them less 80.</summary>
    internal static void Limit(Span<double> levels, double loudest)
    {
        for (var i = 0; i < levels.Length; i++) levels[i] = Math.Max(levels[i], loudest - Range);
    }

    /// <summary>10·log10(max(x, 1e-10)) of powers that are not negative.</summary>
    internal static Vector<double> Of(Vector<double> powers) =>
        10 * PortableMath.Log10(Vector.Max(powers, new Vector<double>(Least)));

    /// <summary>10^(x/10), in place; what is above 200 decibels becomes that of 200.</summary>
    /// <param name="levels">Decibels, all finite.</param>
    public static void ToPower(Span<double> levels)
    {
        for (var i = 0; i < levels.Length; i++) levels[i] = PortableMath.Power10(Math.Clamp(levels[i], -200, 200) / 10);
    }
}
