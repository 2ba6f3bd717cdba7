namespace Evenkeel.Report.Pictures;

/// <summary>An axis of a picture.</summary>
/// <param name="Label">What is measured, with its unit where it has one.</param>
/// <param name="IsLog">Whether equal distances are equal factors.</param>
public sealed record PictureAxis(string Label, bool IsLog = false);
