using System.CommandLine;

namespace LatentSharp;

/// <summary>What several commands take.</summary>
internal static class CommonArguments
{
    public static Argument<string> Data() =>
        new("DATA")
        {
            Description =
                "A set by name (digits, mnist, fashion-mnist), a file (csv, tsv, txt, jsonl, parquet, arrow, feather, npy, npz, idx, ts), "
                + "or a folder of images, recordings or texts.",
        };

    public static Argument<string> Model() => new("MODEL") { Description = "A finished run folder, or its model folder." };
}
