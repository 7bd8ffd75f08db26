namespace LatentSharp;

/// <summary>Which part of data with a test part of their own.</summary>
public enum DataPart
{
    /// <summary>Every row: the training part and then the test part.</summary>
    All,

    /// <summary>The training part.</summary>
    Train,

    /// <summary>The test part.</summary>
    Test,
}
