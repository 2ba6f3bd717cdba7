using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.MeanField.TwoSided;

namespace Evenkeel.Lab.Questions;

/// <summary>Why weights that keep the signal do not keep the gradients, and the start that keeps both.</summary>
public sealed class ConflictQuestion : LabQuestion
{
    private const int Width = 300;

    /// <inheritdoc/>
    public override string Name => "conflict";

    /// <inheritdoc/>
    public override string Purpose => "How signal and gradient grow over depth with each of an activation's three gains, and the start that keeps both within a factor.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => false;

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(query);
        Activation activation = query.Activation("tanh");
        int layers = (int)query.Whole("layers", 20, 2, 200);
        double within = query.Number("within", 1.5, 1.01, 100);
        Gains gains = Gains.Of(activation);
        TwoSidedConflict conflict = TwoSidedConflict.At(activation, layers: layers - 1);
        json.WriteString("activation", activation.Name);
        json.WriteNumber("layers", layers);
        json.WriteNumber("within", within);
        JsonText.Number(json, "perLayer", conflict.PerLayer);
        JsonText.Number(json, "sizePerLayer", Math.Sqrt(conflict.PerLayer));
        JsonText.Number(json, "overDepth", conflict.OverDepth);
        json.WriteBoolean("canBothHold", conflict.CanBothHold);
        JsonText.Number(json, "reconcilingBias", conflict.ReconcilingBias);
        json.WriteString("sentence", conflict.Sentence);
        (string Name, double Gain)[] all = [("secondMoment", gains.SecondMoment), ("variance", gains.Variance), ("gradient", gains.Gradient)];
        JsonText.Objects(json, "gains", all.Where(entry => double.IsFinite(entry.Gain)), entry =>
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteString("name", entry.Name);
            json.WriteNumber("gain", entry.Gain);
            json.WriteNumber("sigmaW2", entry.Gain * entry.Gain);
            WriteSides(json, TwoSidedGrowth.Of(Stack(activation, entry.Gain * entry.Gain, layers), 1));
        });
        cancellation.ThrowIfCancellationRequested();
        WriteCompromise(json, TwoSidedSolver.Solve(TwoSidedRequest.Of(activation, Width, Width, layers, Width) with { Factor = within }));
    }

    /// <summary>Layers of one width, of which the first brings an input of second moment 1 to q = 1, where the gains are meant.</summary>
    private static SignalPath Stack(Activation activation, double sigmaW2, int layers) =>
        new(activation, [.. Enumerable.Range(0, layers + 1).Select(l => new SignalLayer { FanIn = Width, FanOut = Width, WeightVariance = (l == 0 ? 1 : sigmaW2) / Width })]);

    private static void WriteSides(Utf8JsonWriter json, TwoSidedGrowth growth)
    {
        double[] backward = new double[growth.Layers.Length];
        double product = 1;
        for (int l = backward.Length - 1; l >= 0; l--)
        {
            product *= l == backward.Length - 1 ? 1 : growth.Layers[l].Backward;
            backward[l] = product;
        }

        JsonText.Number(json, "forwardOverDepth", growth.Forward);
        JsonText.Number(json, "backwardOverDepth", growth.Backward);
        JsonText.Series(json, "forward", growth.Layers.Select(layer => layer.Q / growth.Layers[0].Q));
        JsonText.Series(json, "backward", backward);
    }

    private static void WriteCompromise(Utf8JsonWriter json, TwoSidedStart start)
    {
        SignalLayer typical = start.Path.Layers[^2];
        json.WriteStartObject("compromise");
        json.WriteString("method", TheoryText.Word(start.Method));
        json.WriteBoolean("isWithin", start.IsWithin);
        JsonText.Number(json, "sigmaW2", typical.SigmaW2);
        JsonText.Number(json, "sigmaB2", typical.BiasVariance);
        JsonText.Number(json, "q", start.Q);
        JsonText.Number(json, "chiQ", start.ChiQ);
        json.WriteString("activation", start.Path.Activation.Name);
        json.WriteString("sentence", start.Why);
        WriteSides(json, start.Growth);
        json.WriteEndObject();
    }
}
