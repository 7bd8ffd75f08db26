namespace LatentSharp;

/// <summary>A kind of file that folders hold, each a sample: images, recordings.</summary>
/// <param name="Noun">What one is called.</param>
/// <param name="ConvertTo">The format that those of others are best converted to.</param>
/// <param name="Endings">The endings of those that are read, as a list.</param>
/// <param name="IsRead">Whether a name is that of one in a format that is read.</param>
/// <param name="IsOther">Whether it is that of one in another format, which must not be passed over in silence.</param>
internal sealed record MediaKind(string Noun, string ConvertTo, string Endings, Func<string, bool> IsRead, Func<string, bool> IsOther)
{
    /// <summary>Whether a name is that of one, read or not.</summary>
    internal bool Means(string path) => IsRead(path) || IsOther(path);
}
