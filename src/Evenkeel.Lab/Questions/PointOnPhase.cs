using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>One start as a point on a phase diagram.</summary>
/// <param name="Scheme">The start's name; null for a point that was given in numbers.</param>
/// <param name="Reading">What theory says there; null where there is no point.</param>
/// <param name="NoPoint">Why there is no point; null where there is one.</param>
internal sealed record PointOnPhase(string? Scheme, TheoryReading? Reading, string? NoPoint)
{
    /// <summary>σw² of the point.</summary>
    public double? SigmaW2 => Reading?.Question.SigmaW2;

    /// <summary>σb² of the point.</summary>
    public double? SigmaB2 => Reading?.Question.SigmaB2;

    /// <summary>Puts a point on the diagram.</summary>
    public static PointOnPhase Of(string? scheme, Activation activation, double sigmaW2, double sigmaB2, double inputSecondMoment) => new(
        scheme,
        new(new()
        {
            Activation = activation,
            SigmaW2 = sigmaW2,
            SigmaB2 = sigmaB2,
            Scheme = scheme,
            Path = null,
            Schemes = [],
            Widths = null,
            HasWidth = false,
            InputSecondMoment = inputSecondMoment,
            Correlation = null,
            Within = PredictedGrowth.Kept,
            Residual = null,
            Normalization = null,
        }),
        null);

    /// <summary>Writes the point.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="isInside">Whether it lies on the diagram.</param>
    /// <param name="depth">The hidden layers of the network; null where there is none.</param>
    public void Write(Utf8JsonWriter json, bool isInside, int? depth)
    {
        (FixedPoint? at, string? problem) = (null, NoPoint);
        try
        {
            at = Reading?.Attractor?.Point;
            problem ??= at is null ? Reading?.Attractor?.NoPoint : null;
        }
        catch (QuadratureException failed)
        {
            problem = failed.Message;
        }

        json.WriteString("scheme", Scheme);
        JsonText.Number(json, "sigmaW2", SigmaW2);
        JsonText.Number(json, "sigmaB2", SigmaB2);
        json.WriteBoolean("inside", SigmaW2 is not null && isInside);
        JsonText.Number(json, "q", at?.Q);
        JsonText.Number(json, "chi1", at?.Chi1);
        json.WriteString("phase", at is null ? null : TheoryText.Word(at.Phase));
        JsonText.Number(json, "xiQ", at?.XiQ);
        JsonText.Number(json, "xiC", at?.XiC);
        JsonText.Number(json, "xiGradient", at?.XiGradient);
        // Where no signal is left to correlate, the depth scale is that of the gradients, as on the diagram.
        double? reach = TheoryReading.ReachOverXi * (at?.XiC ?? at?.XiGradient);
        JsonText.Number(json, "reach", reach);
        json.WriteString("sentence", problem ?? TheoryText.Says(at!) + Within(reach, depth));
    }

    private static string Within(double? reach, int? depth) => (reach, depth) switch
    {
        ({ } layers, { } hidden) when double.IsFinite(layers) => $" This network has {hidden} hidden layers, {(hidden <= layers ? "within" : "more than")} the {TheoryText.Depth(layers)} that 6 ξ_c allows.",
        _ => "",
    };
}
