namespace LatentSharp;

/// <summary>
/// The density of places from 0 to 1 by what was seen there: a mixture of Gaussians, one at each place with the distance to its farther
/// neighbour as deviation, and a wide one over all (Bergstra et al. 2011); what would lie outside is reflected at the ends. Of choices,
/// their
/// counts and one each.
/// </summary>
/// <param name="seen">The places.</param>
/// <param name="choices">How many choices there are; 0 for a range of numbers.</param>
internal sealed class Parzen(double[] seen, int choices)
{
    private const double Narrowest = 0.02, Prior = 0.5;

    private static readonly double[] Reflections = [-4, -2, 0, 2, 4];

    private readonly (double Middle, double Deviation)[] bumps = [.. Bumps([.. seen.Order()]), (Prior, 1)];

    /// <summary>Draws places.</summary>
    public double[] Draw(int count, RandomStream random)
    {
        var (which, where) = (new float[count], new float[count]);
        random.Derive("which").Uniform(which);
        if (choices > 0) return [.. which.Select(share => DrawChoice(share))];
        random.Derive("where").Normal(where);
        return [.. which.Zip(where, (share, normal) =>
        {
            var (middle, deviation) = bumps[Math.Min((int)(share * bumps.Length), bumps.Length - 1)];
            var place = Math.Abs(middle + (deviation * normal)) % 2;
            return Math.Min(place > 1 ? 2 - place : place, 1 - 1e-9);
        })];
    }

    /// <summary>The logarithm of the density at a place, but for a constant.</summary>
    public double LogDensity(double place) => choices > 0
        ? Math.Log(Weight(ChoiceOf(place)) / (seen.Length + choices))
        : Math.Log(bumps.Average(bump => Reflections.Sum(shift =>
            (Gauss(shift + place - bump.Middle, bump.Deviation) + Gauss(shift - place - bump.Middle, bump.Deviation)) / bump.Deviation)));

    private static double Gauss(double distance, double deviation) => Math.Exp(-0.5 * Math.Pow(distance / deviation, 2));

    private double DrawChoice(float share)
    {
        var left = (double)share * (seen.Length + choices);
        var choice = 0;
        while (choice < choices - 1 && left >= Weight(choice)) left -= Weight(choice++);
        return (choice + 0.5) / choices;
    }

    private double Weight(int choice) => 1.0 + seen.Count(place => ChoiceOf(place) == choice);

    private int ChoiceOf(double place) => Math.Min((int)(place * choices), choices - 1);

    private static IEnumerable<(double Middle, double Deviation)> Bumps(double[] sorted) => sorted.Select((place, i) => (
        place,
        Math.Max(
            Narrowest,
            Math.Max(place - (i > 0 ? sorted[i - 1] : 0), (i < sorted.Length - 1 ? sorted[i + 1] : 1) - place))));
}
