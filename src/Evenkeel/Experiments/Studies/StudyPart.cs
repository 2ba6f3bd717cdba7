namespace Evenkeel.Experiments.Studies;

/// <summary>A field of a study file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="About">What it says.</param>
/// <param name="Schema">What it takes, as a JSON schema.</param>
internal sealed record StudyPart(string Name, string About, string Schema);
