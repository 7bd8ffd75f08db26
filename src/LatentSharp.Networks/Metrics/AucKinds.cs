namespace LatentSharp;

/// <summary>A curve over thresholds.</summary>
public enum AucCurve
{
    /// <summary>The rate of true positives over that of false positives.</summary>
    Roc,

    /// <summary>Precision over recall.</summary>
    PrecisionRecall,
}

/// <summary>How the area between two points of a curve is taken.</summary>
public enum AucSummation
{
    /// <summary>By trapezoids; precision over recall after Davis and Goadrich (2006), who interpolate the counts.</summary>
    Interpolation,

    /// <summary>By the lower of both points.</summary>
    Minoring,

    /// <summary>By the higher of both points.</summary>
    Majoring,
}
