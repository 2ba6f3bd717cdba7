namespace Evenkeel.Report.Pictures;

/// <summary>A row of a picture of dots.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The value; NaN where there is none, as for a network that never learned.</param>
/// <param name="Low">The lower end of its interval; NaN for none.</param>
/// <param name="High">The upper end of its interval; NaN for none.</param>
public sealed record PictureDot(string Name, double Value, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>What its colour stands for, as an arm's name; empty for one colour.</summary>
    public string Group { get; init; } = "";

    /// <summary>The paper's value beside it; NaN for none.</summary>
    public double Paper { get; init; } = double.NaN;

    /// <summary>What is written in the place of a value that is not there, such as "never"; empty for nothing.</summary>
    public string Instead { get; init; } = "";
}
