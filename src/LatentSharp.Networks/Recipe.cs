using System.Runtime.CompilerServices;

namespace LatentSharp;

/// <summary>
/// How a catalog such as <see cref="Activations"/> made something: the member that was called and its arguments, so that it can be saved
/// and made again. What a property of a catalog holds needs none.
/// </summary>
internal sealed record Recipe(string Member, IReadOnlyList<(string Name, object? Value)> Arguments)
{
    /// <summary>The recipe of the member that calls this.</summary>
    internal static Recipe Of((string Name, object? Value)[] arguments, [CallerMemberName] string member = "") => new(member, arguments);
}
