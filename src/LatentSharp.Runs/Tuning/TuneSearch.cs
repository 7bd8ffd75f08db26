namespace LatentSharp;

/// <summary>How a search chooses what to try next.</summary>
public enum TuneSearch
{
    /// <summary>
    /// The tree-structured Parzen estimator (Bergstra et al. 2011, section 4): after ten points at random, of 24 that are drawn near good
    /// ones the one that is most likelier among the good than among the others.
    /// </summary>
    Tpe,

    /// <summary>Points at random (Bergstra and Bengio 2012).</summary>
    Random,

    /// <summary>
    /// Successive halving (Jamieson and Talwalkar 2016), by thirds: many points at random with a ninth of the epochs, the better third of
    /// them with a third, and the better third of those with all.
    /// </summary>
    Halving,
}
