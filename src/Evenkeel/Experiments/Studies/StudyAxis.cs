using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>What a study varies: one field of the experiment, or several that move together.</summary>
public sealed class StudyAxis
{
    internal StudyAxis(ImmutableArray<StudyField> fields, ImmutableArray<AxisPoint> points)
    {
        (Fields, Points) = ([.. fields.Select(field => field.Path)], points);
        Words = [.. fields.Select(field => field.Word)];
    }

    /// <summary>The fields by their paths in the experiment's JSON, such as <c>training.learningRate</c>.</summary>
    public ImmutableArray<string> Fields { get; }

    /// <summary>The fields by their short words, such as <c>lr</c>.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The places, at least one; no two are the same.</summary>
    public ImmutableArray<AxisPoint> Points { get; }
}
