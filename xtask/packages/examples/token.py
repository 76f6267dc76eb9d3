# The numbers of tokens, and their names.
import token

print(token.tok_name[token.NAME], token.tok_name[token.OP], token.ISTERMINAL(token.NUMBER), token.ISEOF(0))
