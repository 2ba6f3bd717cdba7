using System.Globalization;
using System.Text;
using Evenkeel.Calibration;
using Evenkeel.Experiments;
using Evenkeel.Graphs;
using Evenkeel.Networks;
using Evenkeel.Shapes;
using Evenkeel.Training;

namespace Evenkeel.Lab.Questions;

/// <summary>An experiment as a PyTorch script: the same network and rules, and with <c>rng=torch</c> the same first weights.</summary>
internal static class TorchText
{
    /// <summary>Writes the script.</summary>
    /// <param name="asked">The experiment with its data.</param>
    /// <returns>The script, and what must be known of it; null where it is the experiment as it is.</returns>
    public static (string Script, string? Remark) Of(AskedExperiment asked)
    {
        ComparisonSpec spec = asked.Spec;
        List<string> remarks = [];
        StringBuilder script = new();
        script.Append("import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\n");
        script.Append(TorchData.Of(asked.Data, spec.Data, remarks)).Append('\n');
        script.Append(TorchActivation.Of(asked.Network.Function)).Append('\n');
        List<string> starts = [];
        foreach (string scheme in spec.Schemes)
        {
            WriteStart(script, Starts.Parse(scheme), asked.Network, starts, remarks);
        }

        script.Append(Body(asked));
        script.Append("\nSTARTS = {").Append(string.Join(", ", starts)).Append("}\n");
        script.Append(CultureInfo.InvariantCulture, $"for name, start in STARTS.items():\n    for seed in range({spec.Seed}, {spec.Seed + spec.Repeats}):\n        train(name, start, seed)\n");
        if (spec.Rng != "torch")
        {
            remarks.Add("The weights are drawn from the same distributions; with rng=torch they are the same numbers.");
        }

        if (spec.Training.Batch != 0 && spec.Training.Shuffle == Shuffle.Seeded)
        {
            remarks.Add("The batches are in PyTorch's order, not Evenkeel's.");
        }

        return (script.ToString(), remarks.Count == 0 ? null : string.Join(' ', remarks));
    }

    private static void WriteStart(StringBuilder script, IStart start, Network network, List<string> starts, List<string> remarks)
    {
        string function = string.Create(CultureInfo.InvariantCulture, $"start_{starts.Count + 1}");
        if (start.Initializer is not { } rule)
        {
            remarks.Add($"{start.Name} {(Starts.Find(start.Name) is { LooksAtData: false } ? "starts the network as a whole" : "looks at data")} and is left out: save its weights with 'evenkeel train --init {start.Name} --steps 0 --save start.safetensors' and load them.");
            return;
        }

        StringBuilder lines = new();
        foreach (NetworkLayer layer in network.Layers)
        {
            WeightShape shape = network.Graph.Parameters[layer.Weight.Index].Weights!;
            string place = string.Create(CultureInfo.InvariantCulture, $"layers[{layer.Number - 1}]");
            if (TorchCall.Weights(rule, shape, $"{place}.weight") is not { } call)
            {
                remarks.Add($"PyTorch does not have {rule.Name}, so it is left out: draw its weights with 'evenkeel draw' and load them.");
                return;
            }

            lines.Append(CultureInfo.InvariantCulture, $"    {call}\n");
            if (layer.Bias is not null)
            {
                lines.Append(CultureInfo.InvariantCulture, $"    {TorchCall.Biases(rule, shape, $"{place}.bias")}\n");
            }
        }

        script.Append(CultureInfo.InvariantCulture, $"\ndef {function}(layers):\n    \"\"\"{rule.Name.Replace("\\", "", StringComparison.Ordinal)}\"\"\"\n{lines}\n");
        starts.Add($"\"{rule.Name.Replace("\"", "'", StringComparison.Ordinal)}\": {function}");
    }

    private static string Body(AskedExperiment asked)
    {
        (ComparisonSpec spec, Network network) = (asked.Spec, asked.Network);
        TrainingSpec training = spec.Training;
        string widths = string.Join(", ", network.Layers.Select(layer => Invariant(layer.Width)).Prepend(Invariant(network.InputShape.Count)));
        int batch = training.Batch == 0 ? asked.Data.Train.Count : training.Batch;
        int perEpoch = (asked.Data.Train.Count + batch - 1) / batch;
        int steps = training.Steps ?? perEpoch * training.Epochs;
        string clip = training.Clip is { } norm ? $"nn.utils.clip_grad_norm_(layers.parameters(), {Real(norm)})\n        " : "";
        string bias = network.Spec.Bias ? "" : ", bias=False";
        return $$"""

            WIDTHS = [{{widths}}]
            RATE, DECAY, BATCH, STEPS = {{Real(training.LearningRate)}}, {{Real(training.WeightDecay)}}, {{Invariant(batch)}}, {{Invariant(steps)}}


            def forward(layers, inputs):
                {{Forward(network.Spec)}}


            def loss_of(outputs, y):
                {{Loss(network)}}


            def factor(step):
                # What the schedule makes of the learning rate at a step, from 1.
                return {{TorchSchedule.Of(training.Schedule)}}


            def train(name, start, seed):
                layers = nn.ModuleList(nn.Linear(n, m{{bias}}) for n, m in zip(WIDTHS, WIDTHS[1:]))
                torch.manual_seed(seed)
                with torch.no_grad():
                    start(layers)
                weights = [layer.weight for layer in layers]
                biases = [layer.bias for layer in layers if layer.bias is not None]
                optimizer = {{Optimizer(training.Optimizer)}}
                order = torch.Generator().manual_seed(seed)
                rows, first = torch.empty(0, dtype=torch.long), None
                for step in range(1, STEPS + 1):
                    if len(rows) == 0:
                        rows = {{(training.Batch == 0 || training.Shuffle == Shuffle.None ? "torch.arange(len(x))" : "torch.randperm(len(x), generator=order)")}}
                    batch, rows = rows[:BATCH], rows[BATCH:]
                    for group in optimizer.param_groups:
                        group["lr"] = RATE * factor(step)
                    optimizer.zero_grad()
                    loss = loss_of(forward(layers, x[batch]), y[batch])
                    loss.backward()
                    {{clip}}optimizer.step()
                    first = loss.item() if first is None else first
                with torch.no_grad():
                    print(f"{name} seed {seed}: loss {first!r} to {loss_of(forward(layers, x), y).item()!r}{{(network.Classes > 0 ? ", {right(forward(layers, x_test), y_test):.1%} of unseen samples right" : "")}}")

            {{(network.Classes > 0 ? Right(network) : "")}}
            """.ReplaceLineEndings("\n");
    }

    private static string Forward(NetworkSpec network) => network.Branches == 0
        ? "for layer in layers[:-1]:\n        inputs = activation(layer(inputs))\n    return layers[-1](inputs)"
        : $"inputs = activation(layers[0](inputs))\n    for first in range(1, len(layers) - 1, {Invariant(network.Branch)}):\n        branch = inputs\n        for layer in layers[first:first + {Invariant(network.Branch - 1)}]:\n            branch = activation(layer(branch))\n        inputs = inputs + layers[first + {Invariant(network.Branch - 1)}](branch)\n    return layers[-1](inputs)";

    private static string Right(Network network) => network.Outputs == 1
        ? $"\ndef right(outputs, y):\n    return ((outputs[:, 0] > {(network.Spec.Loss == LossKind.MeanSquaredError ? "0.5" : "0")}) == (y == 1)).float().mean().item()\n"
        : "\ndef right(outputs, y):\n    return (outputs.argmax(1) == y).float().mean().item()\n";

    private static string Loss(Network network) => (network.Spec.Loss, network.Outputs, network.Classes) switch
    {
        (LossKind.CrossEntropy, 1, _) => "return F.binary_cross_entropy_with_logits(outputs[:, 0], y.float())",
        (LossKind.CrossEntropy, _, _) => "return F.cross_entropy(outputs, y)",
        (LossKind.Hinge, 1, _) => "return torch.clamp(1 - (2 * y - 1).float() * outputs[:, 0], min=0).mean()",
        (LossKind.Hinge, _, _) => "return F.multi_margin_loss(outputs, y)",
        (_, > 1, > 1) => "return F.mse_loss(outputs, F.one_hot(y, outputs.shape[1]).float())",
        _ => "return F.mse_loss(outputs, y.float().reshape(outputs.shape))",
    };

    /// <summary>Evenkeel decays weights, not biases.</summary>
    private static string Optimizer(string name)
    {
        const string Groups = "[{\"params\": weights, \"weight_decay\": DECAY}, {\"params\": biases, \"weight_decay\": 0.0}]";
        return name.ToLowerInvariant() switch
        {
            "momentum" => $"torch.optim.SGD({Groups}, lr=RATE, momentum=0.9)",
            "nesterov" => $"torch.optim.SGD({Groups}, lr=RATE, momentum=0.9, nesterov=True)",
            "rmsprop" => $"torch.optim.RMSprop({Groups}, lr=RATE)",
            "adam" => $"torch.optim.Adam({Groups}, lr=RATE)",
            "adamw" => $"torch.optim.AdamW({Groups}, lr=RATE)",
            _ => $"torch.optim.SGD({Groups}, lr=RATE)",
        };
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Real(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
