namespace Evenkeel.Report.Pictures;

/// <summary>What a page draws and a table holds: lines, a map of cells, or dots with intervals.</summary>
public abstract record Picture
{
    /// <summary>A name for files and links: lower case, digits and hyphens, unique on its page.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, as a heading.</summary>
    public required string Title { get; init; }

    /// <summary>What one should see in it, in a sentence or two; also what is read aloud in its place.</summary>
    public required string Summary { get; init; }

    /// <summary>What is across.</summary>
    public required PictureAxis X { get; init; }
}
