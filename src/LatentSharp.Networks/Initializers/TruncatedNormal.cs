namespace LatentSharp;

/// <summary>Normal numbers within two deviations of their mean.</summary>
internal sealed class TruncatedNormal(float mean, float deviation) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Fans fans, RandomStream random) => Fill(values, mean, deviation, random);

    /// <summary>Draws anew where a value lies beyond two deviations.</summary>
    internal static void Fill(Span<float> values, float mean, float deviation, RandomStream random)
    {
        random.Normal(values, 0, 1);
        var again = new float[64];
        var (used, round) = (again.Length, 0L);
        for (var i = 0; i < values.Length; i++)
        {
            while (Math.Abs(values[i]) > 2)
            {
                if (used == again.Length)
                {
                    random.Derive(++round).Normal(again, 0, 1);
                    used = 0;
                }
                values[i] = again[used++];
            }
            values[i] = mean + (values[i] * deviation);
        }
    }
}
