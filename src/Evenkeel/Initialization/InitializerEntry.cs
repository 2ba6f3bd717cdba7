namespace Evenkeel.Initialization;

/// <summary>A line of the catalogue: a name, what it takes, what it is for, and how to make it.</summary>
public sealed record InitializerEntry
{
    /// <summary>The name that people type, for example <c>he-normal</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The argument it takes, for example <c>gain</c>; null where it takes none.</summary>
    public string? Argument { get; init; }

    /// <summary>The argument's value when it is left out; null where it must be given.</summary>
    public double? Default { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>Author, year and where to read it.</summary>
    public required string Source { get; init; }

    /// <summary>Makes the initializer from its argument, null where none was given and none is needed.</summary>
    public required Func<double?, IInitializer> Create { get; init; }

    /// <summary>The name as it is typed with its argument.</summary>
    /// <returns>For example <c>orthogonal(gain)</c>.</returns>
    public override string ToString() => Argument is null ? Name : $"{Name}({Argument})";
}
