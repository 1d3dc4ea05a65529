// OpenAI's own client for Node. Prints what it got as one line of JSON.
const { OpenAI } = require("openai");

const root = process.argv[2];
const client = new OpenAI({ baseURL: `${root}/v1`, apiKey: "none", maxRetries: 0 });
const ask = {
  model: "smollm2",
  messages: [{ role: "user", content: "What is the capital of France?" }],
  max_tokens: 24,
  temperature: 0,
};
const tool = {
  type: "function",
  function: {
    name: "get_weather",
    description: "The weather in a city.",
    parameters: {
      type: "object",
      properties: { city: { type: "string", enum: ["Oslo", "Rome"] } },
      required: ["city"],
    },
  },
};

async function main() {
  const models = await client.models.list();
  const whole = await client.chat.completions.create(ask);
  const stream = await client.chat.completions.create({
    ...ask,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  let usage = null;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? "";
    usage = chunk.usage ?? usage;
  }
  const calling = client.chat.completions.stream({
    ...ask,
    max_tokens: 100,
    tools: [tool],
    tool_choice: "required",
  });
  const called = await calling.finalChatCompletion();
  const response = await client.responses.create({
    model: "smollm2",
    input: "What is the capital of France?",
    max_output_tokens: 24,
    temperature: 0,
  });
  let refusal = null;
  try {
    await client.chat.completions.create({ ...ask, messages: [] });
  } catch (error) {
    refusal = { status: error.status, message: error.message };
  }
  const completion = await client.completions.create({
    model: "smollm2",
    prompt: "The capital of France is",
    max_tokens: 5,
    temperature: 0,
  });
  return {
    models: models.data.map((model) => model.id),
    whole: whole.choices[0].message.content,
    text,
    usage,
    calls: called.choices[0].message.tool_calls.map((call) => call.function),
    response: response.output_text,
    completion: completion.choices[0].text,
    refusal,
  };
}

main().then((told) => console.log(JSON.stringify(told)));
