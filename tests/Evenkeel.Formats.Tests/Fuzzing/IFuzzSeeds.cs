namespace Evenkeel.Formats.Tests.Fuzzing;

/// <summary>Small files of one format, from which hostile ones are made. A new format adds one class and its line in <see cref="FuzzSeedList"/>.</summary>
internal interface IFuzzSeeds
{
    /// <summary>The parser that they are for.</summary>
    string Parser { get; }

    /// <summary>The files; each a few kilobytes at most, so that mutations hit what matters.</summary>
    IEnumerable<FuzzSeed> Seeds();
}

/// <summary>One file that is mutated.</summary>
/// <param name="File">What it is called.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record FuzzSeed(string File, byte[] Bytes)
{
    /// <summary>Files that lie beside it and stay as they are, by name; with any, the file is opened from a folder.</summary>
    public IReadOnlyDictionary<string, byte[]> Companions { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The file that is opened; the mutated one where null, or a companion that leads to it.</summary>
    public string? Opened { get; init; }
}
