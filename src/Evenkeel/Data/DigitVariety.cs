namespace Evenkeel.Data;

/// <summary>How far the hands that write the digits differ; standard deviations of normal draws unless said otherwise.</summary>
internal sealed record DigitVariety
{
    /// <summary>The hands of <see cref="Digits"/>.</summary>
    public static DigitVariety Standard { get; } = new();

    /// <summary>How far a digit is turned, in radians.</summary>
    public double Rotation { get; init; } = 0.1;

    /// <summary>How far a digit leans to the right on average: the tangent of the angle.</summary>
    public double MeanSlant { get; init; } = 0.12;

    /// <summary>How far the lean varies.</summary>
    public double Slant { get; init; } = 0.2;

    /// <summary>How far the width varies: of its logarithm.</summary>
    public double Stretch { get; init; } = 0.15;

    /// <summary>How far a smooth displacement moves points, in digit heights, before it is smoothed.</summary>
    public double Elastic { get; init; } = 0.09;

    /// <summary>How far each point of the pen's path strays by itself, in digit heights.</summary>
    public double Jitter { get; init; } = 0.014;

    /// <summary>The thinnest pen: half its width, in pixels.</summary>
    public double ThinPen { get; init; } = 0.75;

    /// <summary>The thickest pen: half its width, in pixels; widths are uniform between.</summary>
    public double ThickPen { get; init; } = 1.9;

    /// <summary>How far the centre of mass lies from the image's centre, in pixels, in each direction.</summary>
    public double Shift { get; init; } = 1.25;

    /// <summary>The share of the 20 pixels' box that the smallest digit fills; shares are uniform up to 1.</summary>
    public double SmallestSize { get; init; } = 0.9;

    /// <summary>How far the ink of a pixel strays, of full ink.</summary>
    public double Noise { get; init; } = 0.02;
}
