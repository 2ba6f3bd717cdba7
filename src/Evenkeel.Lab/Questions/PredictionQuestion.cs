using System.Text.Json;
using Evenkeel.Calibration;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>What theory says of an experiment's starts before any step: the answer behind the variance slider.</summary>
public sealed class PredictionQuestion : LabQuestion
{
    /// <inheritdoc/>
    public override string Name => "prediction";

    /// <inheritdoc/>
    public override string Purpose => "What theory predicts of every hidden layer of an experiment's network for each of its starts, forward and backward, before anything is drawn.";

    /// <inheritdoc/>
    internal override bool IsQuick(string query, QuestionSources sources) => sources.IsLoaded(query);

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(json);
        AskedExperiment asked = AskedExperiment.Read(query, sources);
        json.WriteString("network", asked.Network.ToString());
        json.WriteString("activation", asked.Network.Function.Name);
        JsonText.Number(json, "inputSecondMoment", asked.InputSecondMoment);
        JsonText.Objects(json, "runs", asked.Starts(), entry =>
        {
            cancellation.ThrowIfCancellationRequested();
            WriteRun(json, entry.Start, entry.Path, entry.NoPath, asked.InputSecondMoment);
        });
    }

    private static void WriteRun(Utf8JsonWriter json, IStart start, SignalPath? path, string? noPath, double inputSecondMoment)
    {
        json.WriteString("scheme", start.Name);
        json.WriteString("formula", start.Formula);
        (SignalPrediction? prediction, string? reason) = (null, noPath);
        if (path is not null)
        {
            try
            {
                prediction = FiniteWidth.Predict(path, SignalInput.One(inputSecondMoment));
            }
            catch (QuadratureException problem)
            {
                reason = problem.Message;
            }
        }

        if (prediction is null)
        {
            json.WriteNull("prediction");
            json.WriteString("noPrediction", reason);
            json.WriteNull("noBand");
            json.WriteNull("growth");
            json.WriteString("sentence", reason);
            return;
        }

        JsonText.Objects(json, "prediction", prediction.Layers, layer =>
        {
            json.WriteNumber("layer", layer.Layer);
            JsonText.Band(json, "forward", layer.Forward);
            JsonText.Band(json, "backward", layer.Backward);
            JsonText.Number(json, "saturated", Saturation.Share(path!.Activation, layer.Q));
        });
        json.WriteNull("noPrediction");
        json.WriteString("noBand", prediction.NoBand);
        PredictedGrowth growth = PredictedGrowth.Of(prediction);
        json.WriteStartObject("growth");
        JsonText.Number(json, "forward", growth.Forward);
        JsonText.Number(json, "forwardPerLayer", growth.ForwardPerLayer);
        JsonText.Number(json, "backward", growth.Backward);
        JsonText.Number(json, "backwardPerLayer", growth.BackwardPerLayer);
        json.WriteEndObject();
        json.WriteString("sentence", growth.Sentence);
    }
}
