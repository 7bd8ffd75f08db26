namespace LatentSharp;

/// <summary>
/// The pictures of a folder as <see cref="ImageFolder"/> reads them, but decoded whenever they are needed: the folder may be larger than
/// memory. What learns from a stream calls <see cref="Read"/> ahead on another thread, and it decodes on several. Every file's head is
/// looked at when the stream is opened; the numbers are the same as in memory.
/// </summary>
public sealed class PictureStream : SampleStream
{
    private readonly List<LabelledFile> files;
    private readonly PictureFiles pictures;

    /// <summary>Finds the pictures of a folder; of one with <c>train</c> and <c>test</c> those of both, the latter behind.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">Their size, and where classes are. Null for the defaults.</param>
    /// <exception cref="BadFileException">
    /// There are fewer than two pictures, one is damaged or of another format or size; the message names it.
    /// </exception>
    /// <exception cref="BadArgumentException">A label is given, but there is no such column.</exception>
    public PictureStream(string folder, DataOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new DataOptions();
        var found = LabelledFolder.Read(folder, ImageFile.Kind, options);
        pictures = PictureFiles.Find(found, options);
        files = found.All;
        (Labels, TestCount) = (pictures.LabelsOf(files), found.Test?.Count ?? 0);
    }

    /// <inheritdoc/>
    public override int Count => files.Count;

    /// <inheritdoc/>
    public override Shape SampleShape => pictures.SampleShape;

    /// <summary>(N): their classes, whole numbers from 0; null when there are none.</summary>
    public Tensor? Labels { get; }

    /// <summary>The names of the classes.</summary>
    public IReadOnlyList<string> ClassNames => pictures.Classes?.Names ?? [];

    /// <summary>How many at the end are the part that their makers keep for judging.</summary>
    public int TestCount { get; }

    /// <summary>What to know of how they are read, a sentence each.</summary>
    public IReadOnlyList<string> Notes => pictures.Notes;

    /// <inheritdoc/>
    /// <exception cref="BadFileException">A picture is damaged, or changed meanwhile.</exception>
    public override void Read(int first, Span<float> samples) => pictures.Read(files, first, samples);
}
