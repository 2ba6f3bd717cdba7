using Evenkeel.Initialization.Schemes;

namespace Evenkeel.Calibration;

/// <summary>A rule for all layers, with the last one of each residual branch scaled so that the branches together add as much for any number of them.</summary>
/// <remarks>
/// With a variance of 1/L on the last layers, x ← x + f(x)/√L at the start. For branches W₂·relu(W₁·x) drawn by He's rule E x² grows by
/// <c>(1 + 2/L)^L</c>, below e², where it grows by <c>3^L</c> unscaled: Hanin and Rolnick, "How to start training", 2018,
/// https://arxiv.org/abs/1803.01719, on residual networks; Radford and others, "Language models are unsupervised multitask learners", 2019, section 2.3.
/// </remarks>
internal static class BranchScaledStart
{
    /// <summary>The line of the table.</summary>
    public static StartEntry Entry { get; } = new()
    {
        Name = "branch-scaled",
        Arguments =
        [
            SchemeArgument.Text("init", "what draws all layers") with { Default = "he-normal" },
            SchemeArgument.Amount("factor", "what the variance of each branch's last layer is multiplied by; 1/L for L branches where it is left out") with { IsOptional = true },
        ],
        Purpose = "Residual networks without normalization: a rule for all layers, the last layer of each of L branches divided by √L.",
        Pitfall = "It needs residual branches. The signal stays bounded for any depth, but a step changes the function the more the deeper the network is, so the learning rate must shrink.",
        Source = new("Hanin & Rolnick", 2018, "on residual networks", "https://arxiv.org/abs/1803.01719"),
        LooksAtData = false,
        Create = values =>
        {
            double? factor = values.Has("factor") ? values.Number("factor") : null;
            return new BranchStart(
                values.Scheme,
                factor is null ? @"W_m \leftarrow W_m/\sqrt{L}" : @"W_m \leftarrow \sqrt{f} W_m",
                Starts.Drawing(values),
                (spec, layer) => layer.IsBranchEnd ? Math.Sqrt(factor ?? 1.0 / spec.Branches) : 1,
                outputScale: 1);
        },
    };
}
