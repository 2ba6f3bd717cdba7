using Evenkeel.Functions;

namespace Evenkeel.Tests.Functions;

public class ActivationsTests
{
    [Fact]
    public void All_HoldsEachActivationOnce() => Activations.All.Select(activation => activation.Name).ShouldBe(
    [
        "linear", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "selu", "softplus", "softsign", "gelu", "gelu-tanh", "silu", "mish", "sin",
        "hard-tanh", "erf",
    ]);

    [Theory]
    [InlineData("tanh", "tanh")]
    [InlineData(" TanH ", "tanh")]
    [InlineData("leaky-relu", "leaky-relu")]
    [InlineData("leaky-relu(0.01)", "leaky-relu")]
    [InlineData("Leaky-ReLU( 0.20 )", "leaky-relu(0.2)")]
    [InlineData("leaky-relu(0)", "leaky-relu(0)")]
    [InlineData("elu(1)", "elu")]
    [InlineData("elu(0.5)", "elu(0.5)")]
    [InlineData("sin(1)", "sin")]
    [InlineData("sin(30)", "sin(30)")]
    [InlineData("x", "x")]
    [InlineData("Tanh( x )", "tanh(x)")]
    [InlineData("sin(3*x)", "sin(3*x)")]
    [InlineData("relu(x)**2", "relu(x)^2")]
    [InlineData("max(z, 0.2*z)", "max(x,0.2*x)")]
    [InlineData("+3", "3")]
    [InlineData("+-0.5", "-0.5")]
    [InlineData("+exp(1)", "exp(1)")]
    [InlineData("+pi", "pi")]
    public void Parse_GivesTheCanonicalName(string text, string name)
    {
        Activation activation = Activations.Parse(text);

        activation.Name.ShouldBe(name);
        activation.ToString().ShouldBe(name);
        Activations.Parse(activation.Name).Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("thanh", "Unknown activation 'thanh'. Did you mean 'tanh'?")]
    [InlineData("leaky_relu(0.2)", "Unknown activation 'leaky_relu'. Did you mean 'leaky-relu'?")]
    [InlineData("xyzzyx", "Unknown activation 'xyzzyx'. Known: linear, sigmoid, tanh, relu, leaky-relu, elu, selu, softplus, softsign, gelu, gelu-tanh, silu, mish, sin, hard-tanh, erf.")]
    [InlineData("leaky-relu(x)", "Activation 'leaky-relu' takes a slope in [0, 1), but got 'x'.")]
    [InlineData("leaky-relu(1)", "Activation 'leaky-relu' takes a slope in [0, 1), but got '1'.")]
    [InlineData("leaky-relu(nan)", "Activation 'leaky-relu' takes a slope in [0, 1), but got 'nan'.")]
    [InlineData("leaky-relu()", "Activation 'leaky-relu' takes a slope in [0, 1), but got ''.")]
    [InlineData("elu(-1)", "Activation 'elu' takes an alpha above 0, but got '-1'.")]
    [InlineData("sin(0)", "Activation 'sin' takes a frequency above 0, but got '0'.")]
    [InlineData("tanh(2)", "Activation 'tanh' takes no parameter, but got '2'.")]
    [InlineData("sin(2", "Activation 'sin(2' lacks its closing parenthesis.")]
    [InlineData("tahn", "Unknown activation 'tahn'. Did you mean 'tanh'?")]
    [InlineData("leaky-rleu", "Unknown activation 'leaky-rleu'. Did you mean 'leaky-relu'?")]
    [InlineData("elu(1+1)", "Activation 'elu' takes an alpha above 0, but got '1+1'.")]
    [InlineData("tanhh(x)", "Formula 'tanhh(x)' uses an unknown function 'tanhh'. Did you mean 'tanh'?")]
    [InlineData("relu^2", "Formula 'relu^2' names the function 'relu' without an argument; write relu(x).")]
    [InlineData("leaky-relu(x)*2", "Formula 'leaky-relu(x)*2' uses an unknown name 'leaky' at position 1. Known: x, z, pi, e, exp, log, sqrt, abs, sign, sin, cos, tan, sinh, cosh, atan, tanh, sigmoid, softplus, softsign, relu, elu, selu, erf, gelu, silu, mish, ln, swish, min, max, if.")]
    public void Parse_SaysWhatIsWrong(string text, string message) =>
        Should.Throw<FormatException>(() => Activations.Parse(text)).Message.ShouldBe(message);

    [Fact]
    public void Factories_TakeWhatParseTakes()
    {
        Activations.LeakyRelu().Name.ShouldBe("leaky-relu");
        Activations.LeakyRelu(0.2).Name.ShouldBe("leaky-relu(0.2)");
        Activations.Elu(2).Name.ShouldBe("elu(2)");
        Activations.Sin(30).Name.ShouldBe("sin(30)");
        Should.Throw<ArgumentOutOfRangeException>(() => Activations.LeakyRelu(1))
            .Message.ShouldStartWith("Activation 'leaky-relu' takes a slope in [0, 1), but got '1'.");
        Should.Throw<ArgumentOutOfRangeException>(() => Activations.Elu(double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Activations.Sin(double.PositiveInfinity));
    }
}
