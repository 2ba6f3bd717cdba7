namespace Evenkeel.Literature;

/// <summary>Where a claim was made.</summary>
/// <param name="Authors">Who made it, as one cites them.</param>
/// <param name="Year">When.</param>
/// <param name="Title">The paper's title.</param>
/// <param name="Link">Where it can be read.</param>
public sealed record Paper(string Authors, int Year, string Title, string Link);
