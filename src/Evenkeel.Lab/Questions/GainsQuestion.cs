using System.Globalization;
using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Lab.Questions;

/// <summary>The three gains of an activation, by name or from a formula in x, with its curve.</summary>
public sealed class GainsQuestion : LabQuestion
{
    private const double Reach = 4;
    private const int Points = 161;

    /// <inheritdoc/>
    public override string Name => "gains";

    /// <inheritdoc/>
    public override string Purpose => "The gains of an activation in their three meanings, the gain that PyTorch gives, and the function with its slope; a formula in x is read as well.";

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        Activation activation = query.Activation("tanh");
        Gains gains = Gains.Of(activation);
        TorchGain? torch = TorchGain.Of(activation);
        json.WriteString("activation", activation.Name);
        json.WriteString("formula", activation.Formula);
        json.WriteBoolean("saturates", activation.Saturates);
        (string Name, double Value, string Keeps, string Formula)[] all =
        [
            ("secondMoment", gains.SecondMoment, "the second moment of the signal", @"1/\sqrt{\mathbb{E}\,\varphi(z)^2}"),
            ("variance", gains.Variance, "the variance of the activations, where each unit's weights have mean 0", @"1/\sqrt{\operatorname{Var}\varphi(z)}"),
            ("gradient", gains.Gradient, "the second moment of the gradients", @"1/\sqrt{\mathbb{E}\,\varphi'(z)^2}"),
        ];
        JsonText.Objects(json, "gains", all, gain =>
        {
            json.WriteString("name", gain.Name);
            JsonText.Number(json, "value", gain.Value);
            JsonText.Number(json, "sigmaW2", gain.Value * gain.Value);
            json.WriteString("keeps", gain.Keeps);
            json.WriteString("tex", gain.Formula);
            JsonText.Number(json, "torchPercent", torch is { } known ? TorchGain.Percent(known.Value / gain.Value) : null);
        });
        JsonText.Number(json, "chi1", gains.Chi);
        JsonText.Number(json, "torch", torch?.Value);
        json.WriteString("sentence", Sentence(activation, gains, torch));
        JsonText.Series(json, "kinks", activation.Kinks.Where(kink => Math.Abs(kink) <= Reach));
        double[] x = [.. Enumerable.Range(0, Points).Select(i => -Reach + 2 * Reach * i / (Points - 1))];
        JsonText.Drawn(json, "x", x);
        JsonText.Drawn(json, "value", x.Select(activation.Value));
        JsonText.Drawn(json, "slope", x.Select(activation.Slope));
    }

    private static string Sentence(Activation activation, Gains gains, TorchGain? torch)
    {
        string chi = double.IsFinite(gains.Chi)
            ? $"With weights that keep the signal of {activation}, a layer multiplies the gradients' second moment by {TheoryText.Factor(gains.Chi)}."
            : $"No gain keeps the signal of {activation}, which is 0 everywhere.";
        return torch is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{chi} PyTorch's calculate_gain is {known.Value:0.####}, {TorchGain.Percent(known.OverSecondMoment):+0.##;-0.##;0} % off the gain that keeps the signal.")
            : $"{chi} PyTorch has no gain for it.";
    }
}
