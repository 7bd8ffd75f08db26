namespace LatentSharp;

/// <summary>Work on a range that may be cut into pieces; pieces run on several threads at once, over the same body.</summary>
internal interface IParallelBody
{
    /// <summary>Does the work from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    void Run(int start, int end);
}
