namespace Evenkeel.Report.Pictures;

/// <summary>Where the numbers of a line come from, and so how it is drawn.</summary>
public enum LineStyle
{
    /// <summary>Measured here: a full line, with its band where it has one.</summary>
    Measured,

    /// <summary>Derived: a dashed line.</summary>
    Theory,

    /// <summary>Read in a paper: points.</summary>
    Paper,
}
