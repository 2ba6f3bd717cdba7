namespace Evenkeel.Interchange;

/// <summary>A file of a downloaded data set.</summary>
/// <param name="Name">The file's name; it stands in a folder named for the set.</param>
/// <param name="Sha256">What its content hashes to, in lower-case hexadecimal; nothing else is accepted.</param>
/// <param name="Mirrors">Where to get it, the first that has it wins.</param>
public sealed record DataFile(string Name, string Sha256, IReadOnlyList<Uri> Mirrors);
