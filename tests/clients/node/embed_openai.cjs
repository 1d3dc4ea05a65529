// OpenAI's own client for Node asks for vectors in base64, and decodes whatever comes.
const { OpenAI } = require("openai");

const client = new OpenAI({ baseURL: `${process.argv[2]}/v1`, apiKey: "none", maxRetries: 0 });

async function main() {
  const ask = { model: "tiny", input: ["abc", "xyz"] };
  const packed = await client.embeddings.create(ask);
  const plain = await client.embeddings.create({ ...ask, encoding_format: "float" });
  return {
    packed: packed.data.map((one) => one.embedding),
    plain: plain.data.map((one) => one.embedding),
  };
}

main().then((told) => console.log(JSON.stringify(told)));
