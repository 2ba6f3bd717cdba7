using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Networks;

namespace Evenkeel.Diagnosis;

/// <summary>Fixes as code, each kind for all four frameworks.</summary>
internal static class Fixes
{
    private static readonly string[] NoLines = [];

    /// <summary>Draws all weights and biases anew, as the cure has them; with another activation where that is the cure.</summary>
    public static ImmutableArray<Fix> Initialize(Evidence evidence) => Draw(evidence.Cure);

    /// <summary>Takes another activation, and draws weights and biases as it needs.</summary>
    public static ImmutableArray<Fix> Replace(Evidence evidence, Activation activation) =>
        Draw(Cure.Of(evidence.Network, evidence.First.InputSecondMoment, activation));

    /// <summary>Draws the weights of the last layer anew, so small for what comes in that the loss starts at chance.</summary>
    public static ImmutableArray<Fix> ShrinkLastLayer(Evidence evidence)
    {
        Network network = evidence.Network;
        int fanIn = network.Layers.Length > 1 ? network.Layers[^2].Width : network.InputShape.Count;
        double square = evidence.First.Layers.IsEmpty ? evidence.First.InputSecondMoment : evidence.First.Layers[^1].Activations.SecondMoment;
        string deviation = Texts.Number(0.1 / Math.Sqrt(fanIn * (square > 0 && double.IsFinite(square) ? square : 1)));
        return
        [
            new("PyTorch", $"torch.nn.init.normal_(list(model.parameters())[{(network.Spec.Bias ? -2 : -1)}], std={deviation})"),
            new("Keras", $"head = keras.layers.Dense({network.Outputs}, kernel_initializer=keras.initializers.RandomNormal(stddev={deviation}))"),
            new("JAX", $"w = {deviation} * jax.random.normal(jax.random.key(0), ({fanIn}, {network.Outputs}))"),
            new("C#", $"Draw.Normal(parameters[network.Layers[^1].Weight], 0, 0, {deviation});"),
        ];
    }

    /// <summary>Trains at another rate.</summary>
    public static ImmutableArray<Fix> LearningRate(double rate, string optimizer)
    {
        string number = Texts.Number(rate);
        (string torch, string keras, string optax) = optimizer switch
        {
            "momentum" => ($"SGD(model.parameters(), lr={number}, momentum=0.9)", $"SGD({number}, momentum=0.9)", $"sgd({number}, momentum=0.9)"),
            "nesterov" => ($"SGD(model.parameters(), lr={number}, momentum=0.9, nesterov=True)", $"SGD({number}, momentum=0.9, nesterov=True)", $"sgd({number}, momentum=0.9, nesterov=True)"),
            "rmsprop" => ($"RMSprop(model.parameters(), lr={number})", $"RMSprop({number})", $"rmsprop({number})"),
            "adam" => ($"Adam(model.parameters(), lr={number})", $"Adam({number})", $"adam({number})"),
            "adamw" => ($"AdamW(model.parameters(), lr={number})", $"AdamW({number})", $"adamw({number})"),
            _ => ($"SGD(model.parameters(), lr={number})", $"SGD({number})", $"sgd({number})"),
        };
        return
        [
            new("PyTorch", $"optimizer = torch.optim.{torch}"),
            new("Keras", $"model.compile(optimizer=keras.optimizers.{keras}, loss=model.loss)"),
            new("JAX", $"optimizer = optax.{optax}"),
            new("C#", $"TrainingSpec training = new() {{ Optimizer = \"{optimizer}\", LearningRate = {number} }};"),
        ];
    }

    /// <summary>Takes the mean off the inputs and divides by their deviation.</summary>
    public static ImmutableArray<Fix> NormalizeInputs(double mean, double deviation)
    {
        (string centre, string size) = (Texts.Number(mean), Texts.Number(deviation));
        return
        [
            new("PyTorch", $"x = (x - {centre}) / {size}"),
            new("Keras", $"x = keras.layers.Normalization(mean={centre}, variance={size} ** 2)(x)"),
            new("JAX", $"x = (x - {centre}) / {size}"),
            new("C#", Lines("foreach (ref float value in inputs.AsSpan())", $"    value = (value - {centre}f) / {size}f;")),
        ];
    }

    /// <summary>Puts all biases to 0.</summary>
    public static ImmutableArray<Fix> ZeroBiases(Network network) =>
    [
        new("PyTorch", Lines("for layer in model.modules():", "    if isinstance(layer, torch.nn.Linear):", "        torch.nn.init.zeros_(layer.bias)")),
        new("Keras", $"layer = keras.layers.Dense({Width(network)}, bias_initializer=\"zeros\")"),
        new("JAX", $"b = jax.numpy.zeros({Width(network)})"),
        new("C#", Lines("foreach (NetworkLayer layer in network.Layers)", "    parameters[layer.Bias!.Value].Clear();")),
    ];

    /// <summary>Gives every hidden layer another width.</summary>
    public static ImmutableArray<Fix> Widen(Network network, int width)
    {
        int before = network.Layers.Length > 2 ? width : network.InputShape.Count;
        string hidden = string.Join(", ", Enumerable.Repeat(width, network.HiddenLayers.Length));
        return
        [
            new("PyTorch", $"layer = torch.nn.Linear({before}, {width})"),
            new("Keras", $"layer = keras.layers.Dense({width})"),
            new("JAX", $"w = jax.nn.initializers.he_normal()(jax.random.key(0), ({before}, {width}))"),
            new("C#", $"NetworkSpec spec = new() {{ Hidden = [{hidden}], Activation = \"{network.Function.Name}\" }};"),
        ];
    }

    private static ImmutableArray<Fix> Draw(Cure cure)
    {
        ImmutableArray<SignalLayer> layers = cure.Layers;
        bool hasBias = cure.Network.Spec.Bias;
        string[] scales = [.. layers.Select(layer => Texts.Number(cure.Gain ?? layer.SigmaW2))];
        string[] offsets = [.. layers.Select(layer => Texts.Number(Math.Sqrt(layer.BiasVariance)))];
        string[] units = [.. layers.Select(layer => Whole(layer.FanOut))];
        int period = cure.HasBranches ? cure.Network.Spec.Branch : 1;
        (string torch, string keras, string jax) = InFrameworks(cure.Activation.Name);
        (string w, string b, string n) = (Python(scales, period), Python(offsets), Python(units));
        string[] functions = [.. cure.Network.Layers.Select(layer => layer.IsBranchEnd || layer == cure.Network.Layers[^1] ? "\"linear\"" : $"\"{keras}\"")];
        string unlessZero = cure.HasBranches ? " if scale else \"zeros\"" : "";
        return
        [
            new("PyTorch", Lines(
            [
                .. cure.IsAnother ? [$"activation = torch.nn.{torch}"] : NoLines,
                "layers = [layer for layer in model.modules() if isinstance(layer, torch.nn.Linear)]",
                $"for layer, scale, offset in zip(layers, {w}, {b}):",
                "    torch.nn.init.normal_(layer.weight, std=(scale / layer.in_features) ** 0.5)",
                .. hasBias ? ["    torch.nn.init.normal_(layer.bias, std=offset)"] : NoLines,
            ])),
            new("Keras", Lines(
            [
                $"weights = [keras.initializers.VarianceScaling(scale, mode=\"fan_in\", distribution=\"untruncated_normal\"){unlessZero} for scale in {w}]",
                $"biases = [keras.initializers.RandomNormal(stddev=offset) for offset in {b}]",
                .. cure.IsAnother ? [$"activations = {Python(functions, period)}"] : NoLines,
                $"layers = [keras.layers.Dense(n, {(cure.IsAnother ? "a, " : "")}kernel_initializer=w, bias_initializer=b) for n, {(cure.IsAnother ? "a, " : "")}w, b in zip({n}, {(cure.IsAnother ? "activations, " : "")}weights, biases)]",
            ])),
            new("JAX", Lines(
            [
                .. cure.IsAnother ? [$"a = {jax}"] : NoLines,
                $"n = {Python([Whole(layers[0].FanIn), .. units])}",
                "keys = jax.random.split(jax.random.key(0), 2 * len(n))",
                $"w = [(scale / m) ** 0.5 * jax.random.normal(key, (m, k)) for key, m, k, scale in zip(keys, n, n[1:], {w})]",
                .. hasBias ? [$"b = [offset * jax.random.normal(key, (k,)) for key, k, offset in zip(keys[::-1], n[1:], {b})]"] : NoLines,
            ])),
            new("C#", CSharp(cure, scales, offsets)),
        ];
    }

    private static string CSharp(Cure cure, string[] scales, string[] offsets)
    {
        if (cure.IsAnother)
        {
            string hidden = Collection([.. cure.Network.Spec.Hidden.Select(Whole)]);
            string branch = cure.HasBranches ? $", Branch = {cure.Network.Spec.Branch}" : "";
            return Lines($"NetworkSpec spec = new() {{ Hidden = {hidden}, Activation = \"{cure.Activation.Name}\"{branch} }};", $"IStart start = Starts.Parse(\"{cure.Start}\");");
        }

        if (cure.HasBranches || cure.IsOfSines)
        {
            return $"IStart start = Starts.Parse(\"{cure.Start}\");";
        }

        if (cure.Scheme is { } scheme)
        {
            return $"ParameterStore parameters = network.Initialize(Initializers.Parse(\"{scheme}\"), seed: 0);";
        }

        string start = "ParameterStore parameters = network.Initialize(Initializers.Parse(\"zero\"), seed: 0);";
        const string each = "foreach (NetworkLayer layer in network.Layers)";
        string weights = $"{each} Draw.Normal(parameters[layer.Weight], layer.Number, 0, Math.Sqrt(scales[layer.Number - 1] * layer.Width / parameters[layer.Weight].Length));";
        return cure.Network.Spec.Bias
            ? Lines(start, $"double[] scales = {Collection(scales)}, offsets = {Collection(offsets)};", weights, $"{each} Draw.Normal(parameters[layer.Bias!.Value], 1000 + layer.Number, 0, offsets[layer.Number - 1]);")
            : Lines(start, $"double[] scales = {Collection(scales)};", weights);
    }

    private static (string Torch, string Keras, string Jax) InFrameworks(string activation) =>
        activation == "tanh" ? ("Tanh()", "tanh", "jax.numpy.tanh(z)") : ("LeakyReLU(0.1)", "leaky_relu", "jax.nn.leaky_relu(z, 0.1)");

    /// <summary>A list for Python, equal neighbours counted; with a period, what repeats between the first and the last.</summary>
    private static string Python(string[] values, int period = 1) => period > 1
        ? $"[{values[0]}] + [{string.Join(", ", values[1..(1 + period)])}] * {(values.Length - 2) / period} + [{values[^1]}]"
        : string.Join(" + ", Runs(values).Select(run => run.Count > 1 ? $"[{run.Value}] * {run.Count}" : $"[{run.Value}]"));

    /// <summary>A list for C#, equal neighbours counted.</summary>
    private static string Collection(string[] values) => $"[{string.Join(", ", Runs(values).Select(run => run.Count > 1 ? $".. Enumerable.Repeat({run.Value}, {run.Count})" : run.Value))}]";

    private static IEnumerable<(string Value, int Count)> Runs(string[] values)
    {
        for (int i = 0, end = 0; i < values.Length; i = end)
        {
            for (end = i; end < values.Length && values[end] == values[i];)
            {
                end++;
            }

            yield return (values[i], end - i);
        }
    }

    private static string Whole(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int Width(Network network) => network.Layers[0].Width;

    private static string Lines(params ReadOnlySpan<string> lines) => string.Join('\n', lines!);
}
