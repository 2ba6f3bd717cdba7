using System.Collections.Immutable;

namespace Evenkeel.Experiments.Studies;

/// <summary>One place on an axis: a value for each field that the axis sets.</summary>
public sealed class AxisPoint
{
    private readonly ImmutableArray<FieldValue> values;

    internal AxisPoint(ImmutableArray<FieldValue> values) => this.values = values;

    /// <summary>The values as JSON, one a field.</summary>
    public ImmutableArray<string> Json => [.. values.Select(value => value.Json)];

    /// <summary>The values as a person reads them, one a field: text without quotes, widths as <c>300x4</c>.</summary>
    public ImmutableArray<string> Labels => [.. values.Select(value => value.Label)];

    /// <summary>The values as numbers, one a field; NaN for what is none.</summary>
    public ImmutableArray<double> Numbers => [.. values.Select(value => value.Number)];

    /// <summary>An experiment with these values.</summary>
    internal ComparisonSpec Apply(ComparisonSpec spec) => values.Aggregate(spec, (changed, value) => value.Apply(changed));
}
