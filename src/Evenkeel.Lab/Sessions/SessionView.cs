using System.Numerics.Tensors;
using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Lab.Protocol;
using Evenkeel.Networks;

namespace Evenkeel.Lab.Sessions;

/// <summary>Draws the frames of a session.</summary>
internal sealed class SessionView
{
    private readonly LayerAxes axes;
    private readonly DataSplit data;
    private SessionRun[] runs;
    private float[] levels = [];

    public SessionView(SessionRun[] runs, DataSplit data)
    {
        (this.runs, this.data) = (runs, data);
        axes = LayerAxes.For(runs[0].Training.Network.Function);
    }

    /// <summary>Draws a frame, of all runs on the batch that comes next.</summary>
    public Frame Draw(int number, Part parts, SessionMoment moment)
    {
        // A run that has diverged has used up its batch; those that go on stand before the next.
        SessionRun live = Array.Find(runs, run => run.Training.DivergedAt is null) ?? runs[0];
        int[] rows = live.Training.NextRows.ToArray();
        FrameRun[] drawn = [.. runs.Select(run => run.Read(moment.Step, rows, parts, axes))];
        return new()
        {
            Number = number,
            Step = moment.Step,
            Epoch = 1 + moment.Step / live.Training.StepsPerEpoch,
            Playing = moment.IsPlaying,
            Pace = moment.Pace,
            Speed = moment.Speed,
            Seeking = moment.Target is { } of ? new(moment.Step, of) : null,
            Ended = moment.Ended,
            LearningRate = moment.LearningRate,
            Rates = moment.Rates,
            Batch = parts.HasFlag(Part.Digits) ? Images(live) : null,
            Rows = rows.Length,
            Runs = drawn,
        };
    }

    /// <summary>Lets go of what it draws.</summary>
    public void Clear() => runs = [];

    private byte[]? Images(SessionRun run)
    {
        Network network = run.Training.Network;
        if (network.InputShape.Rank < 2) return null;
        ReadOnlySpan<float> inputs = run.Training.Probe.Plan.Input(network.Input);
        byte[] images = new byte[inputs.Length];
        if (levels.Length < inputs.Length) levels = new float[inputs.Length];
        Span<float> scaled = levels.AsSpan(0, inputs.Length);
        (float scale, float shift) = data.Train.IsSigned ? (127.5f, 128f) : (255f, 0.5f);
        TensorPrimitives.Multiply(inputs, scale, scaled);
        TensorPrimitives.Add(scaled, shift, scaled);
        TensorPrimitives.ConvertSaturating<float, byte>(scaled, images);
        return images;
    }
}
