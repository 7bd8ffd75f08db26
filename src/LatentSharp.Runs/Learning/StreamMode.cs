namespace LatentSharp;

/// <summary>Whether samples are read from their file whenever they are needed.</summary>
public enum StreamMode
{
    /// <summary>Those that take more than 1 GiB in memory, of a table in its file.</summary>
    Auto,

    /// <summary>They are.</summary>
    Yes,

    /// <summary>They are held in memory.</summary>
    No,
}
