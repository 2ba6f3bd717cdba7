using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Diagnosis;

/// <summary>EK116: deeper than order or chaos lets two inputs be told apart.</summary>
internal sealed class PhaseRule : IRule
{
    /// <summary>The depth scales that a signal survives.</summary>
    private const double Limit = 6;

    public Finding? Examine(Evidence evidence)
    {
        if (evidence.Prediction is not { } prediction || prediction.Layers.Length < 2)
        {
            return null;
        }

        double chi = prediction.Layers[^2].BackwardGrowth;
        double scale = 1 / Math.Abs(Elementary.Log(chi));
        int layers = prediction.Layers.Length;
        if (!(layers > Limit * scale))
        {
            return null;
        }

        bool isOrder = chi < 1;
        return new()
        {
            Code = "EK116",
            Severity = Severity.Info,
            Measured = layers,
            Limit = Limit * scale,
            Message = Texts.Of($"{layers} layers are more than {Limit} depth scales ({Limit * scale:0.#} layers): {(isOrder ? "in the ordered phase inputs become alike and gradients vanish" : "in the chaotic phase like inputs become unlike and gradients explode")}, χ = {chi:0.###}"),
            Advice = isOrder ? "Raise the weights' variance to the critical point, or use fewer layers." : "Lower the weights' variance to the critical point, or use fewer layers.",
            Source = "6ξ: Schoenholz, Gilmer, Ganguli & Sohl-Dickstein, Deep information propagation, 2017, https://arxiv.org/abs/1611.01232",
            Fixes = Fixes.Initialize(evidence.Network),
            Explains = isOrder ? ["EK104", "EK111", "EK114"] : ["EK105", "EK106", "EK114"],
        };
    }
}
