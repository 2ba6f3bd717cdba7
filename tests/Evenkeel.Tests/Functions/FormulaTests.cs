using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Tests.Functions;

public class FormulaTests
{
    [Theory]
    [InlineData("x", "x")]
    [InlineData("Z", "x")]
    [InlineData(" x * Sigmoid( 1.7020 * z ) ", "x*sigmoid(1.702*x)")]
    [InlineData("relu(x)**2", "relu(x)^2")]
    [InlineData("((x))", "x")]
    [InlineData("(x+1)+2", "x+1+2")]
    [InlineData("x+(1+2)", "x+(1+2)")]
    [InlineData("x-(1-x)", "x-(1-x)")]
    [InlineData("x-(1*x)", "x-1*x")]
    [InlineData("(x+1)*2/(x*3)", "(x+1)*2/(x*3)")]
    [InlineData("-x^2", "-x^2")]
    [InlineData("(-x)^2", "(-x)^2")]
    [InlineData("-(x*2)", "-(x*2)")]
    [InlineData("-x*2", "-x*2")]
    [InlineData("--x", "-(-x)")]
    [InlineData("2*-x", "2*(-x)")]
    [InlineData("x^-2", "x^(-2)")]
    [InlineData("x^2^3", "x^2^3")]
    [InlineData("(x^2)^3", "(x^2)^3")]
    [InlineData("+x", "x")]
    [InlineData("ln(x)+swish(x)", "log(x)+silu(x)")]
    [InlineData("1e-3*x + .5", "0.001*x+0.5")]
    [InlineData("2.*x", "2*x")]
    [InlineData("1e-20*x", "1E-20*x")]
    [InlineData("pi*x+E", "pi*x+e")]
    [InlineData("min( x , 1 )", "min(x,1)")]
    [InlineData("if( x <= 0 , x , 2*x )", "if(x<=0,x,2*x)")]
    public void Parse_GivesTheCanonicalName(string text, string name)
    {
        Activation activation = Formula.Parse(text);

        activation.Name.ShouldBe(name);
        activation.Formula.ShouldBe(name);
        Activation again = Activations.Parse(name);
        again.Name.ShouldBe(name);
        foreach (double x in (double[])[-1.7, 0.3, 2.2])
        {
            again.Value(x).ShouldBe(activation.Value(x));
        }
    }

    [Theory]
    [InlineData("2+3*4^2", "2 3 4 2 ^ * +")]
    [InlineData("-X**2 / swish(1.50*z)", "x 2 ^ neg 1.5 x * silu /")]
    [InlineData("if(x<=0, min(x, 1), max(x, 2) - e)", "x 0 <= x 1 min x 2 max 2.718281828459045 - if")]
    public void Postfix_PutsEachStepAfterWhatItTakes(string text, string steps) => Formula.Postfix(text).ShouldBe(steps.Split(' '));

    [Theory]
    [InlineData("2+3*4^2", 50)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2-3-4", -5)]
    [InlineData("24/4/2", 3)]
    [InlineData("2^-1", 0.5)]
    [InlineData("2-(3-4)", 3)]
    [InlineData("-(2+3)*2", -10)]
    [InlineData("2--3", 5)]
    [InlineData("min(3,2)+max(3,2)*10", 32)]
    [InlineData("if(1<2,3,4)", 3)]
    [InlineData("if(2<=1,3,4)", 4)]
    [InlineData("if(2>1,3,4)", 3)]
    [InlineData("if(1>=1,3,4)", 3)]
    [InlineData("abs(-3)+sign(-2)", 2)]
    [InlineData("sqrt(2)^2", 2.0000000000000004)]
    [InlineData("1e3", 1000)]
    [InlineData("pi", 3.141592653589793)]
    [InlineData("e", 2.718281828459045)]
    [InlineData("log(exp(2))", 2)]
    [InlineData("tan(1)", 1.5574077246549023)]
    [InlineData("sinh(1)", 1.1752011936438014)]
    [InlineData("cosh(1)", 1.543080634815244)]
    [InlineData("sinh(-1e-9)", -1e-9)]
    [InlineData("sinh(50)", 2.592352764293536e21)]
    [InlineData("cosh(-50)", 2.592352764293536e21)]
    [InlineData("atan(1)", 0.7853981633974483)]
    [InlineData("erf(0.5)", 0.5204998778130465)]
    [InlineData("sigmoid(-1000)", 0)]
    [InlineData("sigmoid(1000)", 1)]
    [InlineData("softplus(-1000)+softplus(1000)", 1000)]
    [InlineData("tanh(1000)*silu(-1000)", 0)]
    public void Value_IsArithmetic(string text, double expected) =>
        Formula.Parse(text).Value(7).ShouldBe(expected, 4e-16 * Math.Abs(expected) + double.Epsilon);

    [Theory]
    [InlineData("x*sigmoid(x)", "silu")]
    [InlineData("x/(1+exp(-x))", "silu")]
    [InlineData("max(x,0)", "relu")]
    [InlineData("(x+abs(x))/2", "relu")]
    [InlineData("if(x>0,x,0.2*x)", "leaky-relu(0.2)")]
    [InlineData("max(x,0.2*x)", "leaky-relu(0.2)")]
    [InlineData("if(x>0,x,exp(x)-1)", "elu")]
    [InlineData("min(max(x,-1),1)", "hard-tanh")]
    [InlineData("if(x<-1,-1,if(x>1,1,x))", "hard-tanh")]
    [InlineData("x/(1+abs(x))", "softsign")]
    [InlineData("x*(1+erf(x/sqrt(2)))/2", "gelu")]
    [InlineData("x*tanh(softplus(x))", "mish")]
    [InlineData("0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))", "gelu-tanh")]
    [InlineData("log(1+exp(x))", "softplus")]
    [InlineData("sinh(x)/cosh(x)", "tanh")]
    [InlineData("1-2/(exp(2*x)+1)", "tanh")]
    [InlineData("tanh(x)", "tanh")]
    [InlineData("sin(1*x)", "sin")]
    [InlineData("cos(x-pi/2)", "sin")]
    public void Gains_AreThoseOfTheLibrarysFunction(string formula, string name)
    {
        foreach (double q in (double[])[0.1, 1, 20])
        {
            Gains actual = Gains.Of(Activations.Parse(formula), q);
            Gains expected = Gains.Of(Activations.Parse(name), q);

            actual.SecondMoment.ShouldBe(expected.SecondMoment, 1e-12 * expected.SecondMoment);
            actual.Variance.ShouldBe(expected.Variance, 1e-12 * expected.Variance);
            actual.Gradient.ShouldBe(expected.Gradient, 1e-12 * expected.Gradient);
            actual.Moments.Mean.ShouldBe(expected.Moments.Mean, 1e-12);
        }
    }

    [Theory]
    [InlineData("x*sigmoid(1.702*x)")]
    [InlineData("relu(x)^2")]
    [InlineData("x^3-2*x^2+x/7")]
    [InlineData("(x^2+1)^0.3")]
    [InlineData("2^x")]
    [InlineData("(x^2+1)^sin(x)")]
    [InlineData("x/(x^2+1)")]
    [InlineData("sqrt(x^2+1)*log(x^2+2)")]
    [InlineData("exp(-x^2/2)*cos(3*x)")]
    [InlineData("tan(x/8)+atan(x)")]
    [InlineData("sinh(x/3)+cosh(-x/3)")]
    [InlineData("erf(x)+gelu(x)+silu(x)+mish(-x)+selu(x)+elu(-x)+softsign(x)+softplus(-x)")]
    [InlineData("abs(x-0.3)*sign(x+1.1)")]
    [InlineData("min(x,x^2)-max(1-x,x/2)")]
    [InlineData("if(x<0.7,x^2,2*x)+if(x>=-0.7,1/(x+9),x)")]
    [InlineData("abs(abs(x)-1)")]
    [InlineData("-(-x)")]
    public void Slope_IsTheCentralDifference(string text)
    {
        Activation activation = Formula.Parse(text);

        // Steps over no kink, which all lie at multiples of 0.1 or further than h from the grid; errs by h²/6·φ‴ and the rounding of φ over h.
        const double h = 1e-5;
        for (double x = -4.0137; x < 4; x += 0.0411)
        {
            if (activation.Kinks.Any(kink => Math.Abs(kink - x) < 2 * h)) continue;
            double difference = (activation.Value(x + h) - activation.Value(x - h)) / (2 * h);
            activation.Slope(x).ShouldBe(difference, 5e-9 * (1 + Math.Abs(difference)), $"at {x}");
        }
    }

    [Theory]
    [InlineData("relu(x)", 0, 0)]
    [InlineData("relu(-x)", 0, -1)]
    [InlineData("abs(x)", 0, -1)]
    [InlineData("abs(-x)", 0, -1)]
    [InlineData("max(x,0)", 0, 0)]
    [InlineData("max(0,-x)", 0, -1)]
    [InlineData("min(x,0)", 0, 1)]
    [InlineData("min(0,-x)", 0, 0)]
    [InlineData("if(x<0,2*x,3*x)", 0, 2)]
    [InlineData("if(x<=0,2*x,3*x)", 0, 2)]
    [InlineData("if(x>0,3*x,2*x)", 0, 2)]
    [InlineData("if(x>=0,3*x,2*x)", 0, 2)]
    [InlineData("if(-x>0,2*x,3*x)", 0, 2)]
    [InlineData("min(max(x,-1),1)", -1, 0)]
    [InlineData("min(max(x,-1),1)", 1, 1)]
    [InlineData("sqrt(relu(x))", -1, 0)]
    public void Slope_AtAKinkIsThatOfTheLeftSide(string text, double x, double expected) => Formula.Parse(text).Slope(x).ShouldBe(expected);

    [Theory]
    [InlineData("x*sigmoid(x)", new double[0])]
    [InlineData("relu(x)^2", new[] { 0.0 })]
    [InlineData("relu(relu(x))", new[] { 0.0 })]
    [InlineData("abs(x-0.3)", new[] { 0.3 })]
    [InlineData("abs(x^2-2)", new[] { -1.4142135623730951, 1.4142135623730951 })]
    [InlineData("min(max(x,-1),1)", new[] { -1.0, 1.0 })]
    [InlineData("if(x>100,x,0)", new[] { 100.0 })]
    [InlineData("sign(2*x-3)+softsign(x)", new[] { 0, 1.5 })]
    [InlineData("relu(-x)", new[] { 0.0 })]
    public void Kinks_AreFound(string text, double[] expected)
    {
        IReadOnlyList<double> kinks = Formula.Parse(text).Kinks;

        // Bisection stops at 10⁻¹⁵ of the place.
        kinks.Count.ShouldBe(expected.Length, string.Join(", ", kinks));
        for (int i = 0; i < expected.Length; i++)
        {
            kinks[i].ShouldBe(expected[i], 1e-14);
        }
    }

    [Theory]
    [InlineData("", "The formula is empty; write one in x, such as x*sigmoid(1.702*x).")]
    [InlineData("x*sigmod(x)", "Formula 'x*sigmod(x)' uses an unknown function 'sigmod'. Did you mean 'sigmoid'?")]
    [InlineData("x*q7", "Formula 'x*q7' uses an unknown name 'q7' at position 3. Known: x, z, pi, e, exp, log, sqrt, abs, sign, sin, cos, tan, sinh, cosh, atan, tanh, sigmoid, softplus, softsign, relu, elu, selu, erf, gelu, silu, mish, ln, swish, min, max, if.")]
    [InlineData("relu^2", "Formula 'relu^2' names the function 'relu' without an argument; write relu(x).")]
    [InlineData("x+max", "Formula 'x+max' names the function 'max' without an argument; write max(x,1).")]
    [InlineData("2x", "Formula '2x' has 'x' at position 2, where an operator such as * is needed.")]
    [InlineData("2e", "Formula '2e' has 'e' at position 2, where an operator such as * is needed.")]
    [InlineData("x x", "Formula 'x x' has 'x' at position 3, where an operator such as * is needed.")]
    [InlineData("x,1", "Formula 'x,1' has ',' at position 2, where an operator such as * is needed.")]
    [InlineData("(x+1", "Formula '(x+1' lacks a closing parenthesis for the one at position 1.")]
    [InlineData("x*(1+tanh(x)", "Formula 'x*(1+tanh(x)' lacks a closing parenthesis for the one at position 3.")]
    [InlineData("x+1)", "Formula 'x+1)' has a closing parenthesis at position 4 that nothing opens.")]
    [InlineData("x+", "Formula 'x+' ends where a number, x, a function or a parenthesis is needed.")]
    [InlineData("x*/2", "Formula 'x*/2' has '/' at position 3, where a number, x, a function or a parenthesis is needed.")]
    [InlineData("()", "Formula '()' has ')' at position 2, where a number, x, a function or a parenthesis is needed.")]
    [InlineData("x$", "Formula 'x$' has '$' at position 2, where an operator such as * is needed.")]
    [InlineData("1.2.3*x", "Formula '1.2.3*x' has '.' at position 4, where an operator such as * is needed.")]
    [InlineData("x+.", "Formula 'x+.' has '.' at position 3, which is no finite number.")]
    [InlineData("1e999*x", "Formula '1e999*x' has '1e999' at position 1, which is no finite number.")]
    [InlineData("min(x)", "Formula 'min(x)' gives 1 argument to 'min', which takes 2.")]
    [InlineData("tanh(x,1)", "Formula 'tanh(x,1)' gives 2 arguments to 'tanh', which takes 1.")]
    [InlineData("if(x,1,2)", "Formula 'if(x,1,2)' needs a comparison (<, <=, > or >=) at position 5, in the first argument of 'if'.")]
    [InlineData("if(x<0,1)", "Formula 'if(x<0,1)' gives 2 arguments to 'if', which takes 3.")]
    [InlineData("x<0", "Formula 'x<0' has '<' at position 2, where an operator such as * is needed.")]
    [InlineData("(x;1)", "Formula '(x;1)' has ';' at position 3, where an operator or a closing parenthesis is needed.")]
    public void Parse_SaysWhatIsWrong(string text, string message) =>
        Should.Throw<FormatException>(() => Formula.Parse(text)).Message.ShouldBe(message);

    [Fact]
    public void Parse_RefusesWhatWouldOverflowTheStack()
    {
        Should.Throw<FormatException>(() => Formula.Parse(new string('(', 10_000) + "x" + new string(')', 10_000)))
            .Message.ShouldBe($"Formula '{new string('(', 40)}…' has 20001 characters; at most 1000 are taken.");
        Should.Throw<FormatException>(() => Formula.Parse(new string('(', 450) + "x" + new string(')', 450)))
            .Message.ShouldBe($"Formula '{new string('(', 40)}…' is nested more than 100 deep at position 101; name fewer steps.");
        Should.Throw<FormatException>(() => Formula.Parse(new string('-', 500) + "x"));
        Should.Throw<FormatException>(() => Formula.Parse(string.Join('^', Enumerable.Repeat("x", 400))));

        // Long without nesting is no trouble.
        Formula.Parse(string.Join('+', Enumerable.Repeat("x", 500))).Value(2).ShouldBe(1000);
    }

    [Fact]
    public void Parse_MakesAFullActivation()
    {
        Activation formula = Activations.Parse("x*sigmoid(x)");
        float[] z = [-3, -0.5f, 0, 0.5f, 3, float.NaN];
        float[] a = new float[6];
        float[] dz = [1, 1, 1, 1, 1, 1];

        formula.Apply(z, a);
        formula.Backpropagate(z, a, [2, 2, 2, 2, 2, 2], dz, accumulate: true);

        for (int i = 0; i < 5; i++)
        {
            a[i].ShouldBe((float)Activations.Silu.Value(z[i]), 1e-7f);
            dz[i].ShouldBe(1 + 2 * (float)Activations.Silu.Slope(z[i]), 4e-7f);
        }

        a[5].ShouldBe(float.NaN);
        dz[5].ShouldBe(float.NaN);
        formula.SteepestSlope.ShouldBe(Activations.Silu.SteepestSlope, 1e-12);
        formula.Saturates.ShouldBeFalse();
        Formula.Parse("sin(x)*exp(-x^2)").Saturates.ShouldBeTrue();
        Should.Throw<ArgumentException>(() => formula.Apply(z, new float[5])).Message.ShouldBe("a.Length is 5 but z.Length is 6; they must be equal.");
    }
}
