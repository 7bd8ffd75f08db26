namespace LatentSharp;

/// <summary>A body and how its range is cut: <paramref name="pieces"/> runs of whole grains, as equal as grains allow.</summary>
internal readonly unsafe struct Job(delegate*<void*, int, int, void> run, void* body, int pieces, int grains, int grain, int count)
{
    internal int Pieces => pieces;

    internal void RunPiece(int piece) => run(body, Start(piece), Start(piece + 1));

    private int Start(int piece) => piece == pieces ? count : (int)((long)grains * piece / pieces) * grain;
}
