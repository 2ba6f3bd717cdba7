using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;

namespace Evenkeel.Diagnosis;

/// <summary>Fixes as code, each kind for all four frameworks.</summary>
internal static class Fixes
{
    private const double Suitable = 1e-3;

    /// <summary>σw² of independent normal weights that suit an activation in a deep stack without biases.</summary>
    /// <remarks>
    /// <code>1/φ′(0)²  where φ(0) = 0 and φ flattens: the critical point at small signals;  1/E φ(z)², z ~ N(0, 1)  else</code>
    /// The first is Schoenholz et al., 2017, https://arxiv.org/abs/1611.01232; the second He et al., 2015, https://arxiv.org/abs/1502.01852, for any φ.
    /// </remarks>
    public static double SigmaW2(Activation activation)
    {
        bool isOdd = activation.Value(0) == 0 && activation.Value(1) == -activation.Value(-1) && activation.Slope(0) > 0;
        double slope = activation.Slope(0);
        return isOdd ? 1 / (slope * slope) : Known(activation);
    }

    /// <summary>The scheme with <see cref="SigmaW2"/>, as people type it.</summary>
    public static string Scheme(Activation activation) => SigmaW2(activation) switch
    {
        var variance when Math.Abs(variance - 1) < Suitable => "xavier",
        var variance when Math.Abs(variance - 2) < Suitable => "he-normal",
        var variance => $"variance-scaling({Texts.Number(variance)})",
    };

    /// <summary>Draws all weights anew with the variance that the activation needs, and puts biases to 0.</summary>
    public static ImmutableArray<Fix> Initialize(Network network)
    {
        double variance = SigmaW2(network.Function);
        string scale = Texts.Number(variance);
        return
        [
            new("PyTorch", Lines(
                "for layer in model.modules():",
                "    if isinstance(layer, torch.nn.Linear):",
                $"        torch.nn.init.normal_(layer.weight, std=({scale} / layer.in_features) ** 0.5)"
                + (network.Spec.Bias ? "\n        torch.nn.init.zeros_(layer.bias)" : ""))),
            new("Keras", Lines(
                $"start = keras.initializers.VarianceScaling({scale}, mode=\"fan_in\", distribution=\"untruncated_normal\")",
                $"layer = keras.layers.Dense({Width(network)}, kernel_initializer=start)")),
            new("JAX", Lines(
                $"start = jax.nn.initializers.variance_scaling({scale}, \"fan_in\", \"normal\")",
                $"w = start(jax.random.key(0), ({FanIn(network)}, {Width(network)}))")),
            new("C#", $"ParameterStore parameters = network.Initialize(Initializers.Parse(\"{Scheme(network.Function)}\"), seed: 0);"),
        ];
    }

    /// <summary>Draws all weights anew with a variance between what fan-in and what fan-out ask for.</summary>
    public static ImmutableArray<Fix> InitializeByBothFans(Network network)
    {
        string scale = Texts.Number(SigmaW2(network.Function));
        return
        [
            new("PyTorch", Lines(
                "for layer in model.modules():",
                "    if isinstance(layer, torch.nn.Linear):",
                $"        torch.nn.init.normal_(layer.weight, std=({scale} * 2 / (layer.in_features + layer.out_features)) ** 0.5)")),
            new("Keras", Lines(
                $"start = keras.initializers.VarianceScaling({scale}, mode=\"fan_avg\", distribution=\"untruncated_normal\")",
                $"layer = keras.layers.Dense({Width(network)}, kernel_initializer=start)")),
            new("JAX", Lines(
                $"start = jax.nn.initializers.variance_scaling({scale}, \"fan_avg\", \"normal\")",
                $"w = start(jax.random.key(0), ({FanIn(network)}, {Width(network)}))")),
            new("C#", $"ParameterStore parameters = network.Initialize(Initializers.Parse(\"variance-scaling({scale}, mode=average)\"), seed: 0);"),
        ];
    }

    /// <summary>Draws the weights of the last layer anew, so small that the loss starts at chance.</summary>
    public static ImmutableArray<Fix> ShrinkLastLayer(Network network)
    {
        string deviation = Texts.Number(0.1 / Math.Sqrt(network.Layers.Length > 1 ? network.Layers[^2].Width : network.InputShape.Count));
        return
        [
            new("PyTorch", $"torch.nn.init.normal_(list(model.parameters())[{(network.Spec.Bias ? -2 : -1)}], std={deviation})"),
            new("Keras", $"head = keras.layers.Dense({network.Outputs}, kernel_initializer=keras.initializers.RandomNormal(stddev={deviation}))"),
            new("JAX", $"w = {deviation} * jax.random.normal(jax.random.key(0), ({(network.Layers.Length > 1 ? network.Layers[^2].Width : network.InputShape.Count)}, {network.Outputs}))"),
            new("C#", Lines(
                "foreach (ref float weight in parameters[network.Layers[^1].Weight])",
                "    weight *= 0.1f;")),
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

    /// <summary>Takes another activation, drawn as it needs.</summary>
    public static ImmutableArray<Fix> Replace(Network network, string activation)
    {
        (string torch, string keras, string jax) = activation == "tanh" ? ("Tanh()", "tanh", "jax.numpy.tanh(z)") : ("LeakyReLU(0.1)", "leaky_relu", "jax.nn.leaky_relu(z, 0.1)");
        string hidden = string.Join(", ", network.Spec.Hidden);
        return
        [
            new("PyTorch", $"activation = torch.nn.{torch}"),
            new("Keras", $"layer = keras.layers.Dense({Width(network)}, activation=\"{keras}\")"),
            new("JAX", $"a = {jax}"),
            new("C#", $"NetworkSpec spec = new() {{ Hidden = [{hidden}], Activation = \"{(activation == "tanh" ? "tanh" : "leaky-relu(0.1)")}\" }};"),
        ];
    }

    /// <summary>1/E φ²; 1 where it cannot be computed, as for a formula without finite moments.</summary>
    private static double Known(Activation activation)
    {
        try
        {
            double variance = 1 / ActivationMoments.Of(activation).SecondMoment;
            return double.IsFinite(variance) ? variance : 1;
        }
        catch (QuadratureException)
        {
            return 1;
        }
    }

    private static int Width(Network network) => network.Layers[0].Width;

    private static int FanIn(Network network) => network.InputShape.Count;

    private static string Lines(params ReadOnlySpan<string> lines) => string.Join('\n', lines!);
}
